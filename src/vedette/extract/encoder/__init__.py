"""A compact neural network that marks the sources, cues and contents of attributions."""
