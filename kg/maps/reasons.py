"""Why a claim is in the graph, in words: the rule that made it, and what its stance means."""

from __future__ import annotations

RULES = {
    "trigger": "“{}” stands for this relation in the ontology; subject and object are those of that verb in the sentence.",
    "noun": "The noun “{}” stands for this relation in the ontology, and the sentence names who has to do with it.",
    "open": "The sentence joins the two by “{}”. The ontology has no relation for that, so its own words are kept.",
    "member": "The words “{}” tell of membership.",
    "part": "The words “{}” tell what belongs to what.",
    "bodies": "The names of two bodies stand together so that one is part of the other ({}).",
    "places": "The names of two places stand together so that one lies in the other ({}).",
    "kin": "The word “{}” names a family tie between the two.",
    "act": "“{}” names an act in the ontology.",
}
ROLES = {
    "title": "A post or title stands before the name.",
    "apposition": "A post stands between commas after the name.",
    "apposition before": "A post stands before the name, set apart from it.",
    "copula": "The sentence says what the person is.",
    "clause": "The sentence says what the person is.",
    "of a body": "The name stands beside the body that the person belongs to.",
    "group of a body": "The words name people by the body that they belong to.",
    "under": "The sentence says under whom the unit stands.",
}
STANCES = {
    "alleged": "Drawn as alleged: the text does not vouch for it, or it accuses somebody in the words of another.",
    "planned": "Drawn as planned: the text says that it is to happen, not that it did.",
    "requested": "Drawn as requested: somebody asks for it.",
    "hypothetical": "Drawn as hypothetical: the text says what might be.",
    "denied": "Drawn as denied: somebody says that it is not so.",
    "negated": "Drawn as negated: the text says that it was not so.",
}


def reason_for(rule: str) -> str:
    """Return in words why an extraction rule made a claim; of a rule not known here, its name.

    >>> reason_for("kin: sister")
    'The word “sister” names a family tie between the two.'
    >>> reason_for("role: title")
    'A post or title stands before the name.'
    >>> reason_for("")
    'No rule is named for it.'
    """
    kind, _, words = rule.partition(": ")
    if kind in RULES and words:
        return RULES[kind].format(words)
    if kind == "role":
        return ROLES.get(words, f"The sentence names a post or membership ({words}).")
    return f"By the rule “{rule}”." if rule else "No rule is named for it."
