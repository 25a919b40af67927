using System.Numerics;
using SemCom.Video;

namespace SemCom.Transmitter.Video;

/// <summary>
/// What every symbol would cost for every patch: its weighted squared error when frames are received as planned, plus channel uses, power and bits at their prices. For given prices the cost is
/// a sum over the latents of A·y² + B·y·m + C·m² + D·e, for new latents y, held ones m and their noise e, so that all patches are computed at once.
/// </summary>
internal sealed class UpdateCosts
{
    private const double KeepBits = 0.4;
    private const double DifferenceBits = 3.5;
    private const double WholeBits = 22;

    private readonly UpdateTables _tables;
    private readonly int _latents;
    private readonly int _symbols;

    /// <summary>A, B, C and D of every latent and symbol.</summary>
    private readonly Vector4[] _factors;

    private readonly float[] _constants;
    private readonly double[] _uses;

    public UpdateCosts(UpdateTables tables)
    {
        (_tables, _latents, _symbols) = (tables, tables.Latents.Latents, tables.Symbols.Count);
        (_factors, _constants, _uses) = (new Vector4[_latents * _symbols], new float[_symbols], new double[_symbols]);
    }

    /// <summary>Real channel uses that a patch takes with a symbol, those of its bits included.</summary>
    public double UsesOf(int symbol) => _uses[symbol];

    /// <summary>Prepares for prices.</summary>
    /// <param name="prices">Of uses and power.</param>
    /// <param name="knownSquare">κ² of what was sent before.</param>
    /// <param name="meanError">Expected squared error of a colour mean that is sent as bits.</param>
    /// <param name="bitUses">Real channel uses that a bit of the message takes.</param>
    /// <param name="weight">What squared errors count.</param>
    public void Prepare(UpdatePrices prices, double knownSquare, double meanError, double bitUses, double weight)
    {
        for (var symbol = 0; symbol < _symbols; symbol++)
        {
            var bits = symbol == UpdateSymbols.Keep ? KeepBits : _tables.Symbols.IsDifference(symbol) ? DifferenceBits : WholeBits;
            var (constant, uses) = (bits * bitUses * prices.Use, bits * bitUses);
            for (var latent = 0; latent < _latents; latent++)
                _factors[latent * _symbols + symbol] = Of(symbol, latent, prices, knownSquare, meanError, weight, ref constant, ref uses);
            (_constants[symbol], _uses[symbol]) = ((float)constant, uses);
        }
    }

    /// <summary>Costs of all symbols for all patches [symbols · patches].</summary>
    /// <param name="latents">New latents in planes, colour means without transform.</param>
    /// <param name="held">What the receiver holds.</param>
    /// <param name="costs">Receives them.</param>
    public void Fill(ReadOnlySpan<float> latents, HeldPicture held, Span<float> costs)
    {
        var patches = held.Grid.Count;
        for (var symbol = 0; symbol < _symbols; symbol++)
            costs.Slice(symbol * patches, patches).Fill(_constants[symbol]);
        for (var latent = 0; latent < _latents; latent++)
        {
            var plane = latent * patches;
            Add(latents.Slice(plane, patches), held.Values.Slice(plane, patches), held.Noise.Slice(plane, patches), _factors.AsSpan(latent * _symbols, _symbols), costs);
        }
    }

    private static void Add(ReadOnlySpan<float> y, ReadOnlySpan<float> m, ReadOnlySpan<float> e, ReadOnlySpan<Vector4> factors, Span<float> costs)
    {
        var count = y.Length;
        var first = 0;
        for (; first + Vector<float>.Count <= count; first += Vector<float>.Count)
        {
            var (vy, vm, ve) = (new Vector<float>(y[first..]), new Vector<float>(m[first..]), new Vector<float>(e[first..]));
            var (yy, ym, mm) = (vy * vy, vy * vm, vm * vm);
            for (var symbol = 0; symbol < factors.Length; symbol++)
            {
                ref readonly var f = ref factors[symbol];
                var to = costs[(symbol * count + first)..];
                (new Vector<float>(to) + yy * f.X + ym * f.Y + mm * f.Z + ve * f.W).CopyTo(to);
            }
        }
        for (; first < count; first++)
        {
            var (yy, ym, mm) = (y[first] * y[first], y[first] * m[first], m[first] * m[first]);
            for (var symbol = 0; symbol < factors.Length; symbol++)
            {
                ref readonly var f = ref factors[symbol];
                costs[symbol * count + first] += yy * f.X + ym * f.Y + mm * f.Z + e[first] * f.W;
            }
        }
    }

    private Vector4 Of(int symbol, int latent, UpdatePrices prices, double knownSquare, double meanError, double w, ref double constant, ref double uses)
    {
        var symbols = _tables.Symbols;
        if (symbol == UpdateSymbols.Keep)
            return Factors(w, 1, w);
        if (symbols.IsWhole(symbol) && latent < _tables.Latents.LowLatents)
        {
            constant += w * meanError;
            return default;
        }
        var v = _tables.Variance(symbol, latent);
        var unknown = UpdateGroups.Unknown(symbols, symbol, v, knownSquare);
        var power = prices.Spending * Math.Sqrt(w * v * prices.Noise) - prices.Noise / unknown;
        var isSent = power > 0 && v * w * unknown * unknown >= prices.Cut;
        var gain = symbols.IsDifference(symbol) ? _tables.Gains(symbols.ClassOf(symbol))[latent] : 0;
        if (!isSent)
            return symbols.IsRepeat(symbol) ? Factors(w, 1, w) : Factors(w, gain, gain * gain * w);
        var noise = prices.Noise * v / power;
        var known = unknown * v / (unknown * v + noise);
        var left = w * (1 - known) * (1 - known);
        constant += w * known * known * noise + prices.Use;
        uses++;
        var spent = prices.Power * power / v;
        if (symbols.IsRepeat(symbol))
            return Factors(left, 1, left) + new Vector4((float)spent, 0, 0, 0);
        return Factors(left + spent, gain, gain * gain * w);
    }

    /// <summary>a·(y − ρ·m)² + d·e.</summary>
    private static Vector4 Factors(double a, double gain, double d) => new((float)a, (float)(-2 * a * gain), (float)(a * gain * gain), (float)d);
}
