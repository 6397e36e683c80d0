"""Scripts behind the Makefile; they are not part of the package."""
