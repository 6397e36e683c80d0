"""The graph as RDF: building, writing, and asking it in SPARQL."""
