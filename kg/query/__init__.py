"""SPARQL: the gate, running, the named questions."""

from kg.query.gate import check
from kg.query.questions import Question, question, questions
from kg.query.run import Answer, Result, run_query

__all__ = ["Answer", "Question", "Result", "check", "question", "questions", "run_query"]
