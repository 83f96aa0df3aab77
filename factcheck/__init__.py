"""The project package: wiring at the top, the ground both apps stand on in `core`."""
