using System.Text;
using SemCom.Agents;
using static SemCom.Agents.IntentTermKind;

namespace SemCom;

/// <summary>All words of <see cref="IntentGrammar"/>: the table that the grammar, the documentation and help texts share.</summary>
public static class IntentVocabulary
{
    private const string Aims = "aim";
    private const string Priorities = "priority";
    private const string Bounds = "bound";
    private const string Units = "unit";
    private const string Modes = "mode";
    private const string Focuses = "focus";
    private const string Others = "other";

    /// <summary>The table.</summary>
    public static IReadOnlyList<IntentVocabularyRow> Rows { get; } =
    [
        new(Aims, "fidelity: PSNR of the whole picture", Aim(IntentAim.Fidelity, IntentQuantity.Quality),
            "quality", "fidelity", "psnr", "picture quality", "image quality", "video quality", "faithfulness", "accuracy"),
        new(Aims, "meaning: semantic similarity", Aim(IntentAim.Meaning, null), "meaning", "semantics", "semantic similarity", "content", "the message"),
        new(Aims, "sharpness of the focus", Aim(IntentAim.Sharpness, null), "sharpness", "focus"),
        new(Aims, "price of channel uses; with a number a bandwidth", Aim(IntentAim.ChannelUses, IntentQuantity.Bandwidth), "bandwidth", "spectrum", "rate", "data rate"),
        new(Aims, "price of channel uses", Aim(IntentAim.ChannelUses, IntentQuantity.UsesPerFrame), "channel uses", "uses", "symbols", "airtime", "data", "cost", "costs"),
        new(Aims, "price of energy; with a number the charge left", Aim(IntentAim.Energy, IntentQuantity.Battery), "battery", "battery level", "battery charge", "charge", "battery life"),
        new(Aims, "price of energy; with a number in dB the transmit power", Aim(IntentAim.Energy, IntentQuantity.Power), "power", "transmit power", "tx power"),
        new(Aims, "price of energy", Aim(IntentAim.Energy, null), "energy", "power consumption"),
        new(Aims, "price of delay", Aim(IntentAim.Delay, IntentQuantity.Latency), "delay", "delays", "latency", "lag", "freshness"),
        new(Aims, "channel uses matter: weight 2", Level(IntentAim.ChannelUses, IntentWeights.Matters), "cheap", "cheaply", "frugal"),
        new(Aims, "channel uses first: weight 4", Level(IntentAim.ChannelUses, IntentWeights.First), "cheapest", "as cheap as possible", "as little as possible"),
        new(Aims, "delay matters: weight 2", Level(IntentAim.Delay, IntentWeights.Matters), "fast", "quick", "quickly", "fresh", "live"),
        new(Aims, "delay first: weight 4", Level(IntentAim.Delay, IntentWeights.First), "fastest", "freshest", "real time", "realtime", "as fast as possible"),

        new(Priorities, "above all: weight 8", Marker(IntentWeights.AboveAll, MarkerPlace.Either),
            "above all", "above all else", "most important", "matters most", "matter most", "most of all", "top priority", "is everything"),
        new(Priorities, "first: weight 4", Marker(IntentWeights.First, MarkerPlace.Either), "first", "come first", "comes first", "priority", "prioritise", "prioritize", "very important"),
        new(Priorities, "matters: weight 2 (before the aim)", Marker(IntentWeights.Matters, MarkerPlace.Before), "prefer", "favour", "favor", "care about", "focus on"),
        new(Priorities, "matters: weight 2 (behind the aim)", Marker(IntentWeights.Matters, MarkerPlace.After), "matters", "matter", "preferred"),
        new(Priorities, "matters: weight 2 (on either side)", Marker(IntentWeights.Matters, MarkerPlace.Either), "important", "sharp", "crisp", "clear", "in focus"),
        new(Priorities, "usual: weight 1", Marker(IntentWeights.Usual, MarkerPlace.Either), "normal", "usual", "moderate"),
        new(Priorities, "a price matters: weight 2", Marker(IntentWeights.Matters, MarkerPlace.Before, true), "low", "little", "less", "save", "short", "spare", "saving"),
        new(Priorities, "a price comes first: weight 4", Marker(IntentWeights.First, MarkerPlace.Before, true), "lowest", "least", "minimal", "minimise", "minimize", "shortest"),
        new(Priorities, "a benefit matters: weight 2", Marker(IntentWeights.Matters, MarkerPlace.Before, false), "good", "high", "more", "better"),
        new(Priorities, "a benefit comes first: weight 4", Marker(IntentWeights.First, MarkerPlace.Before, false), "best", "highest", "maximise", "maximize"),
        new(Priorities, "don't care: weight 0 (before the aim)", Marker(IntentWeights.Ignored, MarkerPlace.Before),
            "don't care about", "dont care about", "do not care about", "don't care for", "ignore", "never mind", "regardless of", "no matter"),
        new(Priorities, "don't care: weight 0 (behind the aim)", Marker(IntentWeights.Ignored, MarkerPlace.After),
            "doesn't matter", "does not matter", "don't matter", "do not matter", "unimportant", "not important", "is irrelevant", "irrelevant"),
        new(Priorities, "the weight itself, 0..16: \"delay weight 2.5\"", new(Weight), "weight"),

        new(Bounds, "at most", new(AtMost), "at most", "under", "below", "less than", "lower than", "no more than", "not more than", "up to", "within", "max", "maximum", "<", "<=", "≤", "no longer than"),
        new(Bounds, "at least", new(AtLeast), "at least", "over", "above", "more than", "higher than", "no less than", "not less than", "minimum", "min", "exceeding", "longer than", ">", ">=", "≥"),
        new(Bounds, "between: \"between 28 and 34 dB\", \"28 to 34 dB\", \"28-34 dB\"", new(Between), "between"),

        new(Units, "bandwidth in Hz (one channel use a second each)", Unit(1, 1, IntentQuantity.Bandwidth), "hz", "hertz", "uses per second", "uses a second", "uses/s", "channel uses per second", "symbols per second"),
        new(Units, "bandwidth in kHz", Unit(1e3, 1, IntentQuantity.Bandwidth), "khz", "kilohertz"),
        new(Units, "bandwidth in MHz", Unit(1e6, 1, IntentQuantity.Bandwidth), "mhz", "megahertz"),
        new(Units, "latency in ms", Unit(1, 1e3, IntentQuantity.Latency), "ms", "millisecond", "milliseconds"),
        new(Units, "latency in s", Unit(1, 1, IntentQuantity.Latency), "s", "sec", "second", "seconds"),
        new(Units, "quality in dB, with \"power\" transmit power relative to nominal", Unit(1, 1, IntentQuantity.Quality, IntentQuantity.Power), "db", "decibel", "decibels"),
        new(Units, "percent of the battery", Unit(1, 100, IntentQuantity.Battery) with { NeedsNoun = true }, "%", "percent", "per cent"),
        new(Units, "channel uses of a frame", Unit(1, 1, IntentQuantity.UsesPerFrame), "uses", "uses per frame", "uses a frame", "channel uses", "channel uses per frame", "symbols per frame", "symbols a frame"),

        new(Modes, "analog mode", Mode(LinkMode.Analog), "analog", "analogue"),
        new(Modes, "digital mode", Mode(LinkMode.Digital), "digital"),
        new(Modes, "generative mode, in which the receiver invents details", Mode(LinkMode.Generative),
            "generative", "made up", "made up details", "invented", "invented details", "inventions", "hallucination", "hallucinations", "hallucinated details"),
        new(Modes, "never generative", new(Rule) { Mode = LinkMode.Generative }, "nothing invented", "nothing made up", "nothing generated", "invent nothing", "don't invent", "do not invent", "never invent"),
        new(Modes, "no other mode", new(Only), "only", "just", "nothing but"),
        new(Modes, "the mode may be used", new(Allowed), "allowed", "is fine", "is ok", "is okay", "allow", "permitted"),
        new(Modes, "the mode may not be used", new(Forbidden), "not allowed", "forbidden", "forbid", "disallow", "not permitted"),

        new(Focuses, "what stands out, found without a prompt", new(Focus) { Aim = IntentAim.Sharpness },
            "what stands out", "whatever stands out", "what matters", "the important parts", "important parts", "the subject", "subject", "foreground", "main object"),
        new(Focuses, "also what stands out: there is no detector of these", new(Focus) { Aim = IntentAim.Sharpness, IsUndetected = true },
            "face", "faces", "people", "person", "persons", "eyes", "hands", "text", "cars", "objects"),
        new(Focuses, "the thing at a pixel: \"focus on the point 120,80\"", Place(2), "point", "pixel", "at"),
        new(Focuses, "a rectangle, x, y, width, height: \"focus on the box 40,60,128,96\"", Place(4), "box", "rectangle"),

        new(Others, "turns a bound round, excludes a mode; a price alone comes first: \"no delay above 200 ms\", \"never generative\", \"no delay\"", new(Negation), "no", "not", "never", "without", "don't", "do not", "nor", "avoid", "exclude"),
        new(Others, "joins", new(And), "and", "or"),
        new(Others, "ends a clause, as , ; . ! ? do", new(Separator), "but", "then", "while"),
        new(Others, "nothing", new(Filler), "the", "a", "an", "i", "we", "you", "it", "please", "keep", "make", "want", "need", "would", "like", "have", "with", "is", "are", "be", "be it", "of", "for", "to", "on", "my", "our", "must",
            "should", "shall", "stay", "as", "possible", "use", "using", "mode", "per", "me", "very", "picture", "pictures", "image", "images", "video", "details", "give", "all", "that", "in", "this", "there"),
    ];

    /// <summary>The table for terminals: groups, phrases and meanings.</summary>
    public static string ToText()
    {
        var text = new StringBuilder();
        foreach (var group in Rows.GroupBy(row => row.Group, StringComparer.Ordinal))
        {
            text.Append(group.Key).Append('\n');
            foreach (var row in group)
                text.Append("  ").AppendJoin(", ", row.Phrases).Append("\n      ").Append(row.Meaning).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The table in Markdown.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("| group | phrases | meaning |\n|---|---|---|\n");
        foreach (var row in Rows)
            text.Append("| ").Append(row.Group).Append(" | ").AppendJoin(", ", row.Phrases.Select(p => $"`{p}`")).Append(" | ").Append(row.Meaning).Append(" |\n");
        return text.ToString();
    }

    private static IntentTerm Aim(IntentAim aim, IntentQuantity? quantity) => new(IntentTermKind.Aim) { Aim = aim, Quantity = quantity };

    private static IntentTerm Level(IntentAim aim, double level) => new(AimWithLevel) { Aim = aim, Level = level };

    private static IntentTerm Marker(double level, MarkerPlace place, bool? isForPrices = null) =>
        new(IntentTermKind.Marker) { Level = level, Place = place, IsForPrices = isForPrices };

    private static IntentTerm Unit(double factor, double divisor, params IntentQuantity[] quantities) =>
        new(IntentTermKind.Unit) { Factor = factor, Divisor = divisor, Quantities = quantities };

    private static IntentTerm Mode(LinkMode mode) => new(IntentTermKind.Mode) { Mode = mode };

    private static IntentTerm Place(int numbers) => new(IntentTermKind.Place) { Aim = IntentAim.Sharpness, Numbers = numbers };
}
