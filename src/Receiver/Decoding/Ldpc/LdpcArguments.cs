using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>What every LDPC decoder checks of its arguments.</summary>
internal static class LdpcArguments
{
    public static void Check(LdpcCode code, int informationBits)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(informationBits, LdpcBaseGraph.PuncturedColumns * code.LiftingSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(informationBits, code.InformationLength);
    }

    public static void Check(ILdpcDecoder decoder, ReadOnlySpan<float> codewordLlrs, Span<byte> information)
    {
        if (codewordLlrs.Length != decoder.Code.CodewordLength)
            throw new ArgumentException($"{decoder.Code} has {decoder.Code.CodewordLength} coded bits (got {codewordLlrs.Length} LLRs)", nameof(codewordLlrs));
        if (information.Length != decoder.InformationBits)
            throw new ArgumentException($"the block has {decoder.InformationBits} information bits (room for {information.Length})", nameof(information));
    }
}
