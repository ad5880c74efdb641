"""GUM's chains as they are read from its files."""

from __future__ import annotations

import gzip
from pathlib import Path

from training.chains import read_documents

ROWS = """\
# newdoc id = GUM_news_one
# newpar
# newpar_block = p (1 s)
1	Sok	Sok	PROPN	NNP	_	3	nsubj	_	Entity=(1-person-new-nnnnn-cf1-1-coref
2	Dara	Dara	PROPN	NNP	_	1	flat	_	Entity=1)
3-4	didn't	_	_	_	_	_	_	_	_
3	did	do	AUX	VBD	_	5	aux	_	_
4	n't	not	PART	RB	_	5	advmod	_	_
5	leave	leave	VERB	VB	_	0	root	_	_
6	his	his	PRON	PRP$	_	7	nmod:poss	_	Entity=(2-place-new-nnnnn-cf2-2-sgl(1-person-giv:act-nnnnn-cf1-1-ana)
7	house	house	NOUN	NN	_	5	obj	_	Entity=2)|SpaceAfter=No
8	.	.	PUNCT	.	_	5	punct	_	_

# newpar
1	He	he	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv:act-nnnnn-cf1-1-ana)
2	slept	sleep	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

# newdoc id = GUM_bio_two
1	Rain	rain	NOUN	NN	_	0	root	_	Entity=(1-event-new-nnnnn-cf1-1-sgl)

"""


def test_documents(tmp_path: Path) -> None:
    path = tmp_path / "dev.conllu.gz"
    path.write_bytes(gzip.compress(ROWS.encode()))
    first, second = read_documents(path)
    assert (first.name, first.genre, second.genre) == ("GUM_news_one", "news", "bio")
    text = "".join(w + " " * s for w, s in zip(first.words, first.spaces, strict=True))
    assert text == "Sok Dara didn't leave his house. \n\nHe slept. "
    assert {k: [first.words[a:b] for a, b in chain] for k, chain in first.chains.items()} == {
        "1": [["Sok", "Dara"], ["his"], ["He"]],
        "2": [["his", "house"]],
    }
    assert first.kinds[5, 7] == "place"
    assert second.chains == {"1": [(0, 1)]}
