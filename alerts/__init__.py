"""Decides who hears what, when and why; words the letters, keeps the outbox, sends."""
