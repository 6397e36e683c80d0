"""Files of other programs: what writes a graph and what reads one."""
