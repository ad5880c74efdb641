"""PDF: where each letter stands is all that the format tells surely; lines, columns and paragraphs are found again from that."""

from kg.documents.pdf.reader import read_pdf

__all__ = ["read_pdf"]
