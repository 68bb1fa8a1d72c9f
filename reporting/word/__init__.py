"""A report as a Word file, from the blocks that screen and print draw: `document_docx` is the way in."""

from .document import document_docx

__all__ = ["document_docx"]
