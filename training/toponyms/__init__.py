"""The network that marks names of places: from data to ONNX file."""
