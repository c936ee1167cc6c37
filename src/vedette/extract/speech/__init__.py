"""Find speech: sources, cues and contents, by rules over parse, quotation marks and lexicon.

`find.find(reading)` returns what is found as token numbers and offsets; joining, modality and
speakers are other rooms' work, so that another span finder can take this one's place.
"""
