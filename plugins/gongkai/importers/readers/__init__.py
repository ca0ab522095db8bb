"""One reader for each format: bytes in, ``RawDocument`` out."""
