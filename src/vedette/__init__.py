"""Vedette reads news reports and keeps who said what, in which exact words."""

__version__ = "0.1.0"
