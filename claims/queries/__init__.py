"""Everything that reads. What a person may see comes from `claims.access`."""
