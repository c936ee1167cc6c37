"""What a store holds, in the formats of other tools: pure functions from nouns to text or bytes."""
