using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>A decoder of one LDPC code. One instance serves one thread at a time; nothing is allocated after construction.</summary>
public interface ILdpcDecoder
{
    /// <summary>The code.</summary>
    LdpcCode Code { get; }

    /// <summary>K': information bits that are no filler.</summary>
    int InformationBits { get; }

    /// <summary>Decodes one block.</summary>
    /// <param name="codewordLlrs">N LLRs, positive for 0; zero where nothing was received. Those of the fillers are not read.</param>
    /// <param name="information">Receives K' bits, one per byte: the decoder's best guess, right or wrong.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    LdpcDecoding Decode(ReadOnlySpan<float> codewordLlrs, Span<byte> information);
}
