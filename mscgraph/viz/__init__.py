"""The interactive picture: the graph, or a part of it, as one HTML file that needs nothing else.

``part`` chooses what is drawn, ``layout`` places it, ``records`` writes what the panels say,
``page`` puts all of it into one file. What the page does stands in ``static/``. pyvis is used here
and nowhere else.
"""
