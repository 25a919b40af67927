namespace SemCom.Coding;

/// <summary>
/// What both ends know of a message sent by probabilistic amplitude shaping (Böcherer, Steiner and Schulte, IEEE Trans. Commun. 63(12), 2015), from its length, its symbols and the row of
/// <see cref="McsTables.Shaped"/>. Immutable: modulator and demodulator are built from one instance.
/// </summary>
/// <remarks>
/// Each code block is B bits, CRC included: k for the matcher, which makes the amplitudes of n = 2·S real dimensions of them, and u = B − k uniform ones. Its information word for NR LDPC, in blocks as long as
/// <see cref="LdpcCode.LongLiftingSizes"/> allow, is the first 2·Zc uniform bits, which are never sent, the amplitudes' labels, and the other uniform bits; these and the parity bits are the signs. The distribution stays that of the row, whatever the
/// length of the message: the boundary between uniform bits and parity moves, and with it the code rate. Where that leaves fewer than 2·Zc uniform bits, zeros complete them.
/// </remarks>
public sealed class ShapedFormat
{
    private const uint ScramblerInitialValue = 0x5A9E;
    private const double LowestRateOfGraph1 = 1.0 / 3;

    private static readonly int[] LiftingSizes = [.. LdpcCode.LiftingSizes, .. LdpcCode.LongLiftingSizes];

    private readonly byte[] _scrambler;

    private ShapedFormat(int messageBits, int symbols, McsEntry mcs, Layout layout)
    {
        (Mcs, SymbolCount, BlockSymbols, InformationBits) = (mcs, symbols, layout.Symbols, layout.AmplitudeBits + layout.UniformBits);
        Matcher = new ConstantCompositionMatcher(mcs.Amplitudes!.Composition(2 * BlockSymbols));
        Constellation = new ShapedConstellation(mcs.Constellation, Matcher.Composition);
        Segmentation = new CodeBlockSegmentation(messageBits, layout.Blocks, layout.UniformBits + Matcher.InputBits - CheckBits(layout.Blocks));
        Code = LdpcCode.Get(GraphOf(mcs), layout.LiftingSize);
        RateMatcher = new LdpcRateMatcher(Code, InformationBits, BlockSymbols * mcs.Constellation.BitsPerSymbol, bitsPerSymbol: 1);
        _scrambler = new byte[Segmentation.BlockBits];
        GoldSequence.Fill(ScramblerInitialValue, _scrambler);
    }

    /// <summary>Constellation, distribution of its amplitudes and code rate for the longest message.</summary>
    public McsEntry Mcs { get; }

    /// <summary>How the message is cut into code blocks.</summary>
    public CodeBlockSegmentation Segmentation { get; }

    /// <summary>Complex symbols of the message. The last ones, fewer than there are blocks, belong to no block: they repeat the first ones.</summary>
    public int SymbolCount { get; }

    /// <summary>S: symbols of each code block.</summary>
    public int BlockSymbols { get; }

    /// <summary>Makes amplitudes of a block's first bits.</summary>
    public ConstantCompositionMatcher Matcher { get; }

    /// <summary>The constellation under the matcher's composition.</summary>
    public ShapedConstellation Constellation { get; }

    /// <summary>Code of every block.</summary>
    public LdpcCode Code { get; }

    /// <summary>K': bits of the information word, fillers not counted.</summary>
    public int InformationBits { get; }

    /// <summary>Chooses the bits to send, in the order of the codeword: those of <see cref="PositionOf"/>.</summary>
    public LdpcRateMatcher RateMatcher { get; }

    /// <summary>Bits of the information word before the amplitudes' labels: 2·Zc, never sent.</summary>
    public int PuncturedBits => LdpcBaseGraph.PuncturedColumns * Code.LiftingSize;

    /// <summary>Bits of the amplitudes' labels, all but the sign for each real dimension.</summary>
    public int AmplitudeBits => Matcher.Length * (Mcs.Constellation.BitsPerAxis - 1);

    /// <summary>
    /// Added modulo 2 to the bits of every block before the matcher: messages of zeros then have amplitudes and signs like any other. Coded bits cannot be scrambled, since amplitudes would lose their
    /// distribution; silence is no valid block, for its amplitudes do not have the composition.
    /// </summary>
    public ReadOnlySpan<byte> Scrambler => _scrambler;

    /// <summary>Describes a message; null where it does not fit.</summary>
    /// <param name="messageBits">A, 1..<see cref="TransportFormat.MaxMessageBits"/>.</param>
    /// <param name="symbols">Complex symbols it may use.</param>
    /// <param name="mcs">A row of <see cref="McsTables.Shaped"/>.</param>
    public static ShapedFormat? TryCreate(int messageBits, int symbols, McsEntry mcs) =>
        LayoutOf(messageBits, symbols, mcs) is { } layout ? new ShapedFormat(messageBits, symbols, mcs, layout) : null;

    /// <summary>C: code blocks of a message; 0 where it does not fit.</summary>
    public static int CountBlocks(int messageBits, int symbols, McsEntry mcs) => LayoutOf(messageBits, symbols, mcs)?.Blocks ?? 0;

    /// <summary>Longest message in whole bytes whose code rate is no more than the row's; 0 where none fits.</summary>
    /// <param name="mcs">A row of <see cref="McsTables.Shaped"/>.</param>
    /// <param name="symbols">Complex symbols it may use.</param>
    public static int MessageBytes(McsEntry mcs, int symbols)
    {
        CheckShaped(mcs);
        for (var blocks = FewestBlocks(mcs, symbols); blocks <= symbols; blocks++)
        {
            var perBlock = symbols / blocks;
            var word = (int)(mcs.CodeRate * mcs.Constellation.BitsPerSymbol * perBlock);
            if (word > GraphOf(mcs).MaxLongBlockBits)
                continue;
            var information = (long)blocks * (word - AmplitudeBitsOf(mcs, perBlock) + MatcherBits(mcs, perBlock) - CheckBits(blocks));
            var bits = (int)Math.Min(information, TransportFormat.MaxMessageBits) - Crc.Crc24A.Length;
            var longer = bits + Crc.Crc24A.Length - Crc.Crc16.Length;
            var bytes = (CodeBlockSegmentation.CheckOf(longer) == Crc.Crc16 ? longer : bits) / 8;
            return bytes > 0 && LayoutOf(8 * bytes, symbols, mcs) is not null && LayoutOf(8, symbols, mcs) is not null ? bytes : 0;
        }
        return 0;
    }

    /// <summary>Where bit <paramref name="index"/> of those that are sent stands among the bits of the block's symbols: amplitudes first, bit by bit of their labels, then signs.</summary>
    /// <param name="index">0 .. bits per symbol · <see cref="BlockSymbols"/> − 1.</param>
    public int PositionOf(int index)
    {
        var (row, dimension) = Math.DivRem(index, Matcher.Length);
        var bit = row == Mcs.Constellation.BitsPerAxis - 1 ? 0 : row + 1;
        return dimension / 2 * Mcs.Constellation.BitsPerSymbol + 2 * bit + dimension % 2;
    }

    /// <summary>The fewest blocks whose information words are short enough.</summary>
    private static Layout? LayoutOf(int messageBits, int symbols, McsEntry mcs)
    {
        CheckShaped(mcs);
        ArgumentOutOfRangeException.ThrowIfLessThan(messageBits, 1);
        var transportBits = messageBits + CodeBlockSegmentation.CheckOf(messageBits).Length;
        for (var blocks = FewestBlocks(mcs, symbols); blocks <= symbols; blocks++)
        {
            var perBlock = symbols / blocks;
            var amplitudeBits = AmplitudeBitsOf(mcs, perBlock);
            var uniform = (int)((transportBits + blocks - 1L) / blocks) + CheckBits(blocks) - MatcherBits(mcs, perBlock);
            var size = LiftingSizes.FirstOrDefault(z => GraphOf(mcs).InformationColumns * z >= amplitudeBits + Math.Max(uniform, LdpcBaseGraph.PuncturedColumns * z));
            if (size == 0)
                continue;
            uniform = Math.Max(uniform, LdpcBaseGraph.PuncturedColumns * size);
            var coded = perBlock * mcs.Constellation.BitsPerSymbol;
            return amplitudeBits + uniform <= TransportFormat.MaxCodeRate * coded ? new Layout(blocks, perBlock, amplitudeBits, uniform, size) : null;
        }
        return null;
    }

    /// <summary>With fewer, the labels of the amplitudes alone would be too long for a block, or the amplitudes too many for a matcher.</summary>
    private static int FewestBlocks(McsEntry mcs, int symbols) =>
        1 + (int)Math.Max((AmplitudeBitsOf(mcs, (long)symbols) - 1) / GraphOf(mcs).MaxLongBlockBits, (2L * symbols - 1) / ConstantCompositionMatcher.MaxLength);

    /// <summary>Graph 2 goes on where graph 1 would have to repeat bits.</summary>
    internal static LdpcBaseGraph GraphOf(McsEntry mcs) => mcs.CodeRate < LowestRateOfGraph1 ? LdpcBaseGraph.Graph2 : LdpcBaseGraph.Graph1;

    private static int AmplitudeBitsOf(McsEntry mcs, int symbols) => (int)AmplitudeBitsOf(mcs, (long)symbols);

    private static long AmplitudeBitsOf(McsEntry mcs, long symbols) => symbols * (mcs.Constellation.BitsPerSymbol - 2);

    private static int MatcherBits(McsEntry mcs, int symbols) => ConstantCompositionMatcher.BitsOf(mcs.Amplitudes!.Composition(2 * symbols));

    private static int CheckBits(int blocks) => blocks > 1 ? Crc.Crc24B.Length : 0;

    private static void CheckShaped(McsEntry mcs)
    {
        ArgumentNullException.ThrowIfNull(mcs);
        if (mcs.Amplitudes is null)
            throw new ArgumentException($"{mcs} has no distribution of amplitudes", nameof(mcs));
    }

    private sealed record Layout(int Blocks, int Symbols, int AmplitudeBits, int UniformBits, int LiftingSize);
}
