namespace SemCom.Coding;

/// <summary>
/// What both ends know of one transport block, from its length, the coded bits it may use and its MCS: CRC, base graph, code blocks, lifting size and
/// rate matching of TS 38.212 §6.2 and §7.2 for one layer, without limited buffer. Immutable: encoder and decoder are built from one instance.
/// </summary>
/// <remarks>
/// The standard's block sizes divide evenly into code blocks. Any other length is taken too: <see cref="PaddingBits"/> zeros follow the CRC.
/// </remarks>
public sealed class TransportFormat
{
    /// <summary>Longest message in bits.</summary>
    public const int MaxMessageBits = 1 << 24;

    /// <summary>Most coded bits.</summary>
    public const int MaxCodedBits = 1 << 28;

    /// <summary>Information bits, CRC included, per coded bit beyond which a receiver need not decode (TS 38.214 §5.1.3).</summary>
    public const double MaxCodeRate = 0.95;

    private readonly LdpcRateMatcher _shortBlock;
    private readonly LdpcRateMatcher _longBlock;
    private readonly int _shortBlocks;

    private TransportFormat(int messageBits, int codedBits, McsEntry mcs)
    {
        (CodedBits, Mcs) = (codedBits, mcs);
        BaseGraph = ChooseBaseGraph(messageBits, mcs.CodeRate);
        var transportBits = messageBits + CodeBlockSegmentation.CheckOf(messageBits).Length;
        Segmentation = new CodeBlockSegmentation(messageBits, CountBlocks(transportBits, BaseGraph));
        Code = LdpcCode.ForBlock(BaseGraph, BlockBits, transportBits);
        var symbols = codedBits / mcs.Constellation.BitsPerSymbol;
        _shortBlocks = BlockCount - symbols % BlockCount;
        _shortBlock = Matcher(symbols / BlockCount);
        _longBlock = _shortBlocks == BlockCount ? _shortBlock : Matcher(symbols / BlockCount + 1);
    }

    /// <summary>A: bits of the message.</summary>
    public int MessageBits => Segmentation.MessageBits;

    /// <summary>How the message is cut into code blocks; fewer zeros than blocks complete them.</summary>
    public CodeBlockSegmentation Segmentation { get; }

    /// <summary>G: coded bits of the whole transport block.</summary>
    public int CodedBits { get; }

    /// <summary>Modulation and target code rate.</summary>
    public McsEntry Mcs { get; }

    /// <summary>CRC of the transport block: CRC16 up to 3824 bits, CRC24A above.</summary>
    public Crc TransportCheck => Segmentation.TransportCheck;

    /// <summary>Base graph, by length and target code rate.</summary>
    public LdpcBaseGraph BaseGraph { get; }

    /// <summary>Code of every code block.</summary>
    public LdpcCode Code { get; }

    /// <summary>C: code blocks.</summary>
    public int BlockCount => Segmentation.BlockCount;

    /// <summary>CRC24B of each code block; null where there is one block, which the transport block's CRC checks.</summary>
    public Crc? BlockCheck => Segmentation.BlockCheck;

    /// <summary>K': bits of each code block, CRC24B included, fillers not.</summary>
    public int BlockBits => Segmentation.BlockBits;

    /// <summary>Bits of the transport block in each code block.</summary>
    public int BlockPayloadBits => Segmentation.PayloadBits;

    /// <summary>Zeros that follow the transport block's CRC, so that the blocks are equally long; fewer than <see cref="BlockCount"/>.</summary>
    public int PaddingBits => Segmentation.PaddingBits;

    /// <summary>Complex symbols that carry the coded bits.</summary>
    public int SymbolCount => CodedBits / Mcs.Constellation.BitsPerSymbol;

    /// <summary>Bits of the transport block: message, CRC and padding.</summary>
    public int TransportBits => BlockCount * BlockPayloadBits;

    /// <summary>Information bits, CRC included, per coded bit.</summary>
    public double CodeRate => (double)(MessageBits + TransportCheck.Length) / CodedBits;

    /// <summary>Describes a transport block.</summary>
    /// <param name="messageBits">A, 1..<see cref="MaxMessageBits"/>.</param>
    /// <param name="codedBits">G: a multiple of the bits per symbol that leaves a code rate of at most <see cref="MaxCodeRate"/>; many more are repetition.</param>
    /// <param name="mcs">Modulation, and the target code rate that decides on the base graph.</param>
    /// <exception cref="SemComException">A number is out of its range, or the message does not fit the coded bits.</exception>
    public static TransportFormat Create(int messageBits, int codedBits, McsEntry mcs)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        Guard.InRange(messageBits, 1, MaxMessageBits, "message bits", "split the message");
        Guard.InRange(codedBits, 1, MaxCodedBits, "coded bits", "split the message");
        var perSymbol = mcs.Constellation.BitsPerSymbol;
        if (codedBits % perSymbol != 0)
            throw new SemComException($"coded bits must be a multiple of {perSymbol} for {mcs.Constellation.Name} (was {codedBits}); use {codedBits - codedBits % perSymbol}");
        var information = messageBits + CodeBlockSegmentation.CheckOf(messageBits).Length;
        if (information > MaxCodeRate * codedBits)
        {
            var needed = CeilingOfQuotient((int)Math.Ceiling(information / MaxCodeRate), perSymbol) * perSymbol;
            throw new SemComException($"{messageBits} message bits with their CRC must be at most {MaxCodeRate} of the coded bits (were {information} of {codedBits}); "
                + $"send at least {needed} coded bits or a shorter message");
        }
        return new TransportFormat(messageBits, codedBits, mcs);
    }

    /// <summary>Bits of a message with the CRCs of its transport block and code blocks.</summary>
    /// <param name="messageBits">Bits of the message.</param>
    /// <param name="codeRate">Target code rate, which decides on the base graph.</param>
    public static int InformationBits(int messageBits, double codeRate)
    {
        var transportBits = messageBits + CodeBlockSegmentation.CheckOf(messageBits).Length;
        var blocks = CountBlocks(transportBits, ChooseBaseGraph(messageBits, codeRate));
        return transportBits + (blocks > 1 ? blocks * Crc.Crc24B.Length : 0);
    }

    /// <summary>C: code blocks of a message.</summary>
    /// <param name="messageBits">Bits of the message.</param>
    /// <param name="codeRate">Target code rate, which decides on the base graph.</param>
    public static int CountBlocks(int messageBits, double codeRate) =>
        CountBlocks(messageBits + CodeBlockSegmentation.CheckOf(messageBits).Length, ChooseBaseGraph(messageBits, codeRate));

    /// <summary>Longest message in whole bytes whose <see cref="InformationBits"/> are no more than a number of bits; 0 where none fits.</summary>
    /// <param name="informationBits">The number.</param>
    /// <param name="codeRate">Target code rate, which decides on the base graph.</param>
    public static int MessageBytes(long informationBits, double codeRate)
    {
        var (fits, exceeds) = (0, (int)Math.Min(informationBits, MaxMessageBits) / 8 + 1);
        while (exceeds - fits > 1)
        {
            var middle = (fits + exceeds) / 2;
            (fits, exceeds) = InformationBits(8 * middle, codeRate) <= informationBits ? (middle, exceeds) : (fits, middle);
        }
        return fits;
    }

    /// <summary>Rate matching of one code block: E differs by one symbol at most between the blocks (§5.4.2.1).</summary>
    public LdpcRateMatcher RateMatcherOf(int block)
    {
        CheckBlock(block);
        return block < _shortBlocks ? _shortBlock : _longBlock;
    }

    /// <summary>Coded bits of the blocks before <paramref name="block"/>: the blocks follow one another.</summary>
    public int FirstCodedBitOf(int block)
    {
        CheckBlock(block);
        return block * _shortBlock.CodedBits + Math.Max(block - _shortBlocks, 0) * Mcs.Constellation.BitsPerSymbol;
    }

    /// <summary>Which bits of the message a code block carries; none where the last block holds only CRC and padding.</summary>
    public (int First, int Count) MessageBitsOf(int block) => Segmentation.MessageBitsOf(block);

    /// <summary>§6.2.2 and §7.2.2.</summary>
    private static LdpcBaseGraph ChooseBaseGraph(int messageBits, double codeRate) =>
        messageBits <= 292 || (messageBits <= CodeBlockSegmentation.MaxBitsWithCrc16 && codeRate <= 0.67) || codeRate <= 0.25 ? LdpcBaseGraph.Graph2 : LdpcBaseGraph.Graph1;

    /// <summary>§5.2.2.</summary>
    private static int CountBlocks(int transportBits, LdpcBaseGraph graph) =>
        transportBits <= graph.MaxBlockBits ? 1 : CeilingOfQuotient(transportBits, graph.MaxBlockBits - Crc.Crc24B.Length);

    private LdpcRateMatcher Matcher(int symbols) =>
        new(Code, BlockBits, symbols * Mcs.Constellation.BitsPerSymbol, Mcs.Constellation.BitsPerSymbol);

    private void CheckBlock(int block)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(block);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(block, BlockCount);
    }

    private static int CeilingOfQuotient(int value, int divisor) => (value + divisor - 1) / divisor;
}
