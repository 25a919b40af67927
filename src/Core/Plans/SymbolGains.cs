namespace SemCom;

/// <summary>
/// Power gains that the mean squared error of a frame's symbols is worth, 1 / (1 + γ) = mean 1 / (1 + γi): the stronger a symbol is, the more it loses by fades within the frame, for elsewhere it has
/// little left to gain.
/// </summary>
/// <param name="Usual">Of symbols of the mean power.</param>
/// <param name="Strong">Of symbols of ten times the mean power.</param>
/// <param name="Strongest">Of symbols of a hundred times the mean power.</param>
public readonly record struct SymbolGains(double Usual, double Strong, double Strongest)
{
    /// <summary>One gain for the whole frame.</summary>
    public static SymbolGains Alike(double gain) => new(gain, gain, gain);

    /// <summary>The gain at a power: straight between the three over the logarithm of the power, constant beyond.</summary>
    /// <param name="power">Power relative to the mean.</param>
    public double At(double power)
    {
        if (Usual == Strongest || power <= 1)
            return Usual;
        var decades = Math.Log10(power);
        return decades <= 1 ? Usual + decades * (Strong - Usual) : Strong + Math.Min(1, decades - 1) * (Strongest - Strong);
    }
}
