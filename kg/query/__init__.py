"""SPARQL: the gate, running, the named questions."""

from kg.query.engine import Answered, Engine, Limits, Request, shared_engine
from kg.query.gate import check
from kg.query.questions import Question, question, questions
from kg.query.run import Answer, Result, run_query

__all__ = ["Answer", "Answered", "Engine", "Limits", "Question", "Request", "Result", "check", "question", "questions",
           "run_query", "shared_engine"]
