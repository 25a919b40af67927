using SemCom.Coding;

namespace SemCom.Evaluation.Rivals;

/// <summary>Parameters of a rival's text form, for example <c>jpeg:mcs=qpsk-2/3,resize=off</c>.</summary>
/// <param name="Mcs">The MCS that is always used; null: chosen for the planned SNR.</param>
/// <param name="Resize">True when the resolution may be reduced.</param>
/// <param name="TokenModem">True when the modem is the one that tokens have, beyond the standard's.</param>
internal sealed record RivalOptions(McsEntry? Mcs, bool Resize, bool TokenModem = false)
{
    /// <summary>The MCS that are chosen from, by rising spectral efficiency.</summary>
    public IReadOnlyList<McsEntry> Candidates => TokenModem ? McsLadder.OfTokens : McsLadder.All;

    /// <summary>Reads the part behind the colon.</summary>
    /// <param name="name">The system, for messages.</param>
    /// <param name="text">The parameters; null for none.</param>
    /// <exception cref="SemComException">A parameter is unknown, stands twice, or has a value that is not allowed.</exception>
    public static RivalOptions Parse(string name, string? text)
    {
        var (mcs, resize, modem) = ((McsEntry?)null, (bool?)null, (bool?)null);
        foreach (var part in text?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            switch (part.Split('=', 2, StringSplitOptions.TrimEntries))
            {
                case ["mcs", var value] when mcs is null:
                    mcs = McsLadder.Parse(value);
                    break;
                case ["resize", "on" or "off"] when resize is null:
                    resize = part.EndsWith("on", StringComparison.Ordinal);
                    break;
                case ["modem", "nr" or "tokens"] when modem is null:
                    modem = part.EndsWith("tokens", StringComparison.Ordinal);
                    break;
                default:
                    throw new SemComException($"--systems: parameters of {name} must be mcs=CONSTELLATION-RATE, resize=on or resize=off, and modem=nr or modem=tokens, each once (was '{part}'); "
                        + $"write for example {name}:mcs=16qam-2/3,resize=off");
            }
        }
        return new RivalOptions(mcs, resize ?? true, modem ?? false);
    }
}
