"""The compiled graph: one flat file, written once and read by mmap."""
