"""What the similarity tells of sentences that the training has not seen. The numbers stand in the card."""

import numpy as np


def auc(positive, negative):
    """Probability that a positive value is above a negative one, ties counted half."""
    order = np.sort(negative)
    below = np.searchsorted(order, positive, "left")
    upto = np.searchsorted(order, positive, "right")
    return float((below + upto).mean() / 2 / len(order))


def overlap(model, a, b):
    """The rival: cosine of bags of words with the same weights, no word like another."""
    def bag(words):
        counts = {}
        for word in words:
            i = model.index.get(word)
            weight = 1.0 if i is None else model.smoothing / (model.smoothing + model.probability[i])
            counts[word] = counts.get(word, 0) + float(weight)
        return counts
    x, y = bag(a), bag(b)
    dot = sum(v * y.get(word, 0) for word, v in x.items())
    return dot / np.sqrt(max(sum(v * v for v in x.values()) * sum(v * v for v in y.values()), 1e-30))


def neighbour(model, i, unit):
    """The word nearest in meaning, as the model itself sees it."""
    closeness = unit @ unit[i]
    closeness[i] = -1
    return model.names[int(np.argmax(closeness))]


def report(model, held_out, seed=5, most=4000):
    random = np.random.default_rng(seed)
    chosen = [s for s in held_out if len(s) >= 6 and sum(w in model.index for w in s) >= 4]
    chosen = [chosen[i] for i in random.permutation(len(chosen))[:most]]
    unit = model.vectors / np.maximum(np.linalg.norm(model.vectors, axis=1, keepdims=True), 1e-9)

    def content(sentence):
        places = [i for i, w in enumerate(sentence) if w in model.index and model.index[w] >= 150]
        return int(random.choice(places)) if places else None

    def replaced(sentence, word):
        i = content(sentence)
        return None if i is None else sentence[:i] + [word(model.index[sentence[i]])] + sentence[i + 1:]

    def dropped(sentence, share):
        gone = set(random.permutation(len(sentence))[:max(1, round(share * len(sentence)))].tolist())
        return [w for i, w in enumerate(sentence) if i not in gone]

    def garbled(sentence, share):
        text = "abcdefghijklmnopqrstuvwxyz"
        return ["".join(text[random.integers(26)] if random.random() < share else c for c in w) for w in sentence]

    other = chosen[1:] + chosen[:1]
    sets = {
        "words in another order": [[s[i] for i in random.permutation(len(s))] for s in chosen],
        "'not' put in": [s[: len(s) // 2] + ["not"] + s[len(s) // 2:] for s in chosen],
        "a content word by its neighbour": [replaced(s, lambda i: neighbour(model, i, unit)) for s in chosen],
        "a content word by any other": [replaced(s, lambda i: model.names[int(random.integers(150, len(model.names)))]) for s in chosen],
        "20 % of words dropped": [dropped(s, 0.2) for s in chosen],
        "50 % of words dropped": [dropped(s, 0.5) for s in chosen],
        "5 % of letters wrong": [garbled(s, 0.05) for s in chosen],
        "20 % of letters wrong": [garbled(s, 0.2) for s in chosen],
        "another sentence": other,
    }
    against = np.array([model.between(a, b) for a, b in zip(chosen, other)])
    print(f"{len(chosen)} held-out sentences; others: mean {against.mean():.3f}, 95 % below {np.quantile(against, 0.95):.3f}")
    for name, changed in sets.items():
        values = np.array([model.between(a, b) for a, b in zip(chosen, changed) if b is not None])
        print(f"| {name} | {values.mean():.3f} | {np.quantile(values, 0.05):.3f} | {auc(values, against):.4f} |")

    halves = []
    for s in chosen:
        a, b = s[0::2], s[1::2]
        common = set(a) & set(b)
        halves.append(([w for w in a if w not in common], [w for w in b if w not in common]))
    halves = [(a, b) for a, b in halves if len(a) >= 3 and len(b) >= 3]
    wrong = [(a, halves[(i + 1) % len(halves)][1]) for i, (a, _) in enumerate(halves)]
    for name, measure in (("ours", model.between), ("bags of words", lambda a, b: overlap(model, a, b))):
        same, not_same = (np.array([measure(a, b) for a, b in x]) for x in (halves, wrong))
        print(f"every second word against the rest, {len(halves)} pairs, {name}: mean {same.mean():.3f} against {not_same.mean():.3f}, AUC {auc(same, not_same):.4f}")
