"""Expected values for TextQualityTests: sacreBLEU 2.6.0 with tokens between white space and without smoothing. Needs sacrebleu.

    python3 make_text.py > text.csv

Fields stand between bars. The row without texts is BLEU of the corpus of all sentences before it.
"""
from sacrebleu.metrics import BLEU, CHRF

SENTENCES = [
    ("the river rose quickly after the storm", ["the river rose quickly after the storm"]),
    ("the river rose after the storm", ["the river rose quickly after the storm"]),
    ("after the storm the river rose very quickly indeed", ["the river rose quickly after the storm", "after the storm the river quickly rose"]),
    ("a signal is sent over the noisy channel and the signal is received",
     ["a signal is sent over a noisy channel and then it is received", "over the noisy channel a signal is sent and received again"]),
    ("the the the the", ["the cat and the dog", "the the end of it all"]),
    ("Text  with\ttabs and   many  spaces in it", ["Text with tabs and spaces in it"]),
    ("one two three", ["one two three"]),
    ("completely different words here", ["nothing of that was said before"]),
    ("", ["something was sent"]),
    ("x", ["x y"]),
    ("řeka po bouři rychle stoupla a opadla", ["řeka rychle stoupla po bouři a zase opadla"]),
    ("河水在暴风雨后迅速上涨", ["暴风雨过后河水迅速上涨了"]),
    ("good news 😀😀 for all of us", ["good news 😀 for most of us", "some news 😀😀😀 for all of us"]),
]


def bleu(order, candidates, references):
    metric = BLEU(max_ngram_order=order, tokenize="none", smooth_method="none", effective_order=False)
    return metric.corpus_score(candidates, references).score / 100


def row(candidates, references):
    return "|".join(f"{bleu(n, candidates, references):.10f}" for n in range(1, 5))


if __name__ == "__main__":
    print("candidate|reference|second reference|bleu1|bleu2|bleu3|bleu4|chrf with the first")
    for candidate, references in SENTENCES:
        chrf = CHRF(char_order=6, word_order=0, beta=2).sentence_score(candidate, references[:1]).score / 100
        second = references[1] if len(references) > 1 else ""
        print(f"{candidate}|{references[0]}|{second}|{row([candidate], [[r] for r in references])}|{chrf:.10f}")
    columns = [[(r + [None])[i] for _, r in SENTENCES] for i in range(2)]
    print(f"|||{row([c for c, _ in SENTENCES], columns)}|")
