using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>
/// Layered normalised min-sum decoder (Hocevar 2004; Chen et al. 2005) for the codes of TS 38.212 §5.3.2: 8-bit LLRs and messages, as many checks at a
/// time as a vector holds, the same bits with and without vectors. Rows whose own parity bits were not received are left out. A block of low rate
/// that does not converge is tried once more with other amplitudes: one in some hundreds runs into a state where most bits are wrong. One instance serves one
/// thread at a time; nothing is allocated after construction.
/// </summary>
public sealed class LdpcDecoder : ILdpcDecoder
{
    private readonly MinSumEngine _engine;
    private readonly int _iterations;
    private readonly bool _earlyStop;

    /// <summary>Creates the decoder.</summary>
    /// <param name="code">The code.</param>
    /// <param name="informationBits">K': information bits that are no filler, above 2·Zc and at most K.</param>
    /// <param name="options">Iterations, normalisation, early stop.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of information bits does not suit the code.</exception>
    /// <exception cref="SemComException">An option is out of its range.</exception>
    public LdpcDecoder(LdpcCode code, int informationBits, LdpcDecoderOptions? options = null)
        : this(code, informationBits, options, MinSumEngine.Create)
    {
    }

    /// <summary>Creates the decoder with an engine of one's own choice.</summary>
    internal LdpcDecoder(LdpcCode code, int informationBits, LdpcDecoderOptions? options, Func<LdpcCode, int, double?, MinSumEngine> createEngine)
    {
        LdpcArguments.Check(code, informationBits);
        options = (options ?? new LdpcDecoderOptions()).Validate();
        (Code, InformationBits) = (code, informationBits);
        (_iterations, _earlyStop) = (options.Iterations, options.EarlyStop);
        _engine = createEngine(code, informationBits, options.Normalization);
    }

    /// <inheritdoc/>
    public LdpcCode Code { get; }

    /// <inheritdoc/>
    public int InformationBits { get; }

    /// <inheritdoc/>
    public LdpcDecoding Decode(ReadOnlySpan<float> codewordLlrs, Span<byte> information)
    {
        LdpcArguments.Check(this, codewordLlrs, information);
        var (converged, iterations) = Try(codewordLlrs, again: false);
        var decided = _engine.Decide(information);
        if (!converged && _engine.MayBeTrapped)
        {
            (converged, var more) = Try(codewordLlrs, again: true);
            iterations += more;
            // Information can be right where parity is not yet: without a codeword the first decision stays.
            if (converged)
                decided = _engine.Decide(information);
        }
        return new LdpcDecoding(converged, decided, iterations);
    }

    private (bool Converged, int Iterations) Try(ReadOnlySpan<float> codewordLlrs, bool again)
    {
        _engine.Load(codewordLlrs, again);
        var (converged, iterations) = (false, 0);
        while (iterations < _iterations && !converged)
        {
            _engine.Iterate();
            iterations++;
            converged = (_earlyStop || iterations == _iterations) && _engine.IsCodeword();
        }
        return (converged, iterations);
    }
}
