using System.Runtime.InteropServices;
using SemCom.Coding;
using SemCom.Randomness;
using SemCom.Receiver.Decoding;
using SemCom.Transmitter.Coding;

namespace SemCom.Receiver.Tests.Decoding.Ldpc;

/// <summary>
/// One code block over QAM and AWGN, again and again: random information, encoder, rate matching, exact LLRs, decoder. Block b has the same bits and, up to
/// scale, the same noise at every SNR and for every decoder.
/// </summary>
internal sealed class LdpcSimulation
{
    private readonly LdpcRateMatcher _matcher;
    private readonly ILdpcDecoder _decoder;
    private readonly LdpcEncoder _encoder;
    private readonly Constellation _constellation;
    private readonly QamDemapper _demapper;
    private readonly ulong _seed;
    private readonly uint[] _words;
    private readonly byte[] _information;
    private readonly byte[] _decoded;
    private readonly byte[] _codeword;
    private readonly byte[] _coded;
    private readonly Complex32[] _symbols;
    private readonly Complex32[] _noise;
    private readonly float[] _noisePower;
    private readonly float[] _llrs;
    private readonly float[] _codewordLlrs;

    /// <summary>Creates the simulation.</summary>
    /// <param name="matcher">Code and rate matching; its bits per symbol are the interleaver's rows alone.</param>
    /// <param name="constellation">The modulation.</param>
    /// <param name="decoder">The decoder.</param>
    /// <param name="seed">Seed of bits and noise.</param>
    public LdpcSimulation(LdpcRateMatcher matcher, Constellation constellation, ILdpcDecoder decoder, ulong seed)
    {
        var code = matcher.Code;
        (_matcher, _constellation, _decoder, _seed) = (matcher, constellation, decoder, seed);
        _encoder = new LdpcEncoder(code);
        _demapper = new QamDemapper(constellation, DemapperRule.Exact);
        _words = new uint[(matcher.InformationBits + 31) / 32];
        (_information, _decoded) = (new byte[code.InformationLength], new byte[matcher.InformationBits]);
        (_codeword, _coded) = (new byte[code.CodewordLength], new byte[matcher.CodedBits]);
        _symbols = new Complex32[matcher.CodedBits / constellation.BitsPerSymbol];
        (_noise, _noisePower) = (new Complex32[_symbols.Length], new float[_symbols.Length]);
        (_llrs, _codewordLlrs) = (new float[matcher.CodedBits], new float[code.CodewordLength]);
    }

    /// <summary>A code block of the usual size: K' bits of a transport block of as many, graph and lifting size by §5.2.2, over one constellation.</summary>
    public static LdpcRateMatcher Matcher(LdpcBaseGraph graph, int informationBits, int codedBits, int bitsPerSymbol) =>
        new(LdpcCode.ForBlock(graph, informationBits, informationBits), informationBits, codedBits, bitsPerSymbol);

    /// <summary>Iterations of all blocks so far.</summary>
    public long Iterations { get; private set; }

    /// <summary>Es/N0 of an Eb/N0, by information bits (fillers not counted) over symbols [dB].</summary>
    public double EsN0Db(double ebN0Db) =>
        ebN0Db + 10 * Math.Log10((double)_matcher.InformationBits / _symbols.Length);

    /// <summary>Sends blocks until there are <paramref name="maxBlocks"/> or <paramref name="maxErrors"/> of them were decoded wrongly.</summary>
    public (int Errors, int Blocks) Run(double esN0Db, int maxBlocks, int maxErrors = int.MaxValue, int firstBlock = 0)
    {
        var (errors, blocks) = (0, 0);
        for (; blocks < maxBlocks && errors < maxErrors; blocks++)
        {
            Receive((ulong)(firstBlock + blocks), esN0Db);
            Iterations += _decoder.Decode(_codewordLlrs, _decoded).Iterations;
            if (!_decoded.AsSpan().SequenceEqual(_information.AsSpan(0, _decoded.Length)))
                errors++;
        }
        return (errors, blocks);
    }

    /// <summary>Information and LLRs of one block.</summary>
    public (byte[] Information, float[] CodewordLlrs) Receive(ulong block, double esN0Db)
    {
        var n0 = (float)Decibels.ToNoisePower(esN0Db);
        new CounterRandom(_seed, RandomPurpose.SourceData, block).FillUInt32(_words);
        for (var i = 0; i < _matcher.InformationBits; i++)
            _information[i] = (byte)((_words[i >> 5] >> (i & 31)) & 1);
        _encoder.Encode(_information, _codeword);
        _matcher.Select(_codeword, _coded);
        _constellation.Map(_coded, _symbols);
        new CounterRandom(_seed, RandomPurpose.ChannelNoise, block).FillGaussian(MemoryMarshal.Cast<Complex32, float>(_noise.AsSpan()));
        var sigma = MathF.Sqrt(n0 / 2);
        for (var i = 0; i < _symbols.Length; i++)
            _symbols[i] += new Complex32(sigma * _noise[i].Real, sigma * _noise[i].Imaginary);
        Array.Fill(_noisePower, n0);
        _demapper.Demap(_symbols, _noisePower, _llrs);
        Array.Clear(_codewordLlrs);
        _matcher.Combine(_llrs, _codewordLlrs);
        return (_information, _codewordLlrs);
    }
}
