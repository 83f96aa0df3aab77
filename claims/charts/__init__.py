"""Charts of figures: what stands where in a drawing, in pixels. Pure; templates draw it as SVG.

Every chart has its text alternative (`words`), gives the values it draws in words, and never asks for colour alone:
a series has a shape besides.
"""
