"""Figures over editions become what people read: terminal, SVG, PNG, CSV, JSON."""
