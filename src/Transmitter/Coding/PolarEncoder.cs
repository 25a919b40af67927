using SemCom.Coding;

namespace SemCom.Transmitter.Coding;

/// <summary>Attaches a CRC to a message and encodes both with a polar code (TS 38.212 §5.1, §5.3.1, §5.4.1).</summary>
public sealed class PolarEncoder
{
    private readonly PolarCode _code;
    private readonly Crc _check;
    private readonly byte[] _information;

    /// <summary>Creates the encoder. One instance serves one thread at a time.</summary>
    /// <param name="code">The code; its information bits hold the message and the CRC.</param>
    /// <param name="check">The CRC.</param>
    /// <exception cref="ArgumentException">The CRC leaves no room for a message.</exception>
    public PolarEncoder(PolarCode code, Crc check)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(check);
        if (check.Length >= code.InformationLength)
            throw new ArgumentException($"{check.Name} leaves no message bits in K = {code.InformationLength}", nameof(check));
        (_code, _check) = (code, check);
        _information = new byte[code.InformationLength];
    }

    /// <summary>Message bits: K − CRC length.</summary>
    public int MessageLength => _code.InformationLength - _check.Length;

    /// <summary>Encodes one message of <see cref="MessageLength"/> bits into E coded bits, one bit per byte.</summary>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public void Encode(ReadOnlySpan<byte> message, Span<byte> coded)
    {
        if (message.Length != MessageLength)
            throw new ArgumentException($"the encoder takes {MessageLength} message bits (got {message.Length})", nameof(message));
        message.CopyTo(_information);
        _check.Append(_information);
        _code.Encode(_information, coded);
    }
}
