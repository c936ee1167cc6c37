"""Mentions become things: dates, places, speakers, equipment, exercises."""
