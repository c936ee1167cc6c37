"""The network that marks sources, cues and contents of attributions: from data to ONNX file."""
