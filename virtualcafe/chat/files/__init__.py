"""Files beside messages: taken in, kept, shown to who may see them, and let go."""
