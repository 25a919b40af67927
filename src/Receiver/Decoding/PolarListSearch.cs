using SemCom.Coding;

namespace SemCom.Receiver.Decoding;

/// <summary>
/// The tree search of the list decoder. A node of stage s covers 2^s bits. All paths walk the tree in step, so a path
/// owns one buffer per stage, writes only there, and a fork copies buffer numbers, not buffers: whoever still reads an old buffer is done
/// with it before its owner reaches that stage again. Nodes that are one simple code are decoded at once with the same result (Hashemi, Condo and
/// Gross 2017). Partial sums are sign masks: 0 for bit 0, 0x80000000 for bit 1.
/// </summary>
internal sealed class PolarListSearch
{
    private const uint One = 0x8000_0000;

    private enum NodeKind : byte
    {
        Mixed = 0,

        /// <summary>All bits frozen.</summary>
        Frozen = 1,

        /// <summary>All bits frozen but the last: a repetition code.</summary>
        Repetition = 2,

        /// <summary>No bit frozen.</summary>
        Free = 3,
    }

    private readonly int[] _informationPositions;
    private readonly int _stages;
    private readonly NodeKind[][] _kinds;
    private readonly float[][] _llrs;
    private readonly uint[][] _left;
    private readonly uint[][] _right;
    private readonly int[] _buffers;
    private readonly PathFork _fork;
    private readonly int _maxFlips;
    private readonly int[] _flipPositions;
    private readonly int[] _flipOwners;
    private readonly uint[] _input;
    private float[] _channel = [];

    public PolarListSearch(PolarCode code, int listSize)
    {
        _informationPositions = code.InformationPositions.ToArray();
        _stages = int.Log2(code.MotherLength);
        _kinds = Classify(code);
        _fork = new PathFork(listSize);
        _llrs = [.. Enumerable.Range(0, _stages).Select(s => new float[listSize << s])];
        _left = [.. Enumerable.Range(0, _stages).Select(s => new uint[listSize << s])];
        _right = [.. Enumerable.Range(0, _stages + 1).Select(s => new uint[listSize << s])];
        _buffers = new int[listSize * 2 * _stages];
        _maxFlips = Math.Max(listSize - 1, 1);
        _flipPositions = new int[listSize * _maxFlips];
        _flipOwners = new int[listSize];
        _input = new uint[code.MotherLength];
    }

    /// <summary>Paths left after <see cref="Run"/>.</summary>
    public int PathCount => _fork.Count;

    /// <summary>Decodes the LLRs of the N codeword bits into a list of paths. The array is read only.</summary>
    public void Run(float[] motherLlrs)
    {
        _channel = motherLlrs;
        _fork.Reset();
        Decode(_stages, 0, _right[_stages]);
        _fork.Rank();
    }

    /// <summary>Writes the information bits of the path with the given rank, 0 being the most likely.</summary>
    public void Information(int rank, Span<byte> bits)
    {
        _right[_stages].AsSpan(_fork.Ranked(rank) << _stages, 1 << _stages).CopyTo(_input);
        PolarTransform.Apply<uint>(_input);
        for (var i = 0; i < bits.Length; i++)
            bits[i] = (byte)(_input[_informationPositions[i]] >> 31);
    }

    /// <summary>Decodes one node for all paths and writes its partial sums, one block of 2^stage per path, to <paramref name="sums"/>.</summary>
    private void Decode(int stage, int node, uint[] sums)
    {
        var kind = _kinds[stage][node];
        if (kind == NodeKind.Mixed)
            DecodeChildren(stage, node, sums);
        else if (kind == NodeKind.Frozen)
            DecodeFrozen(stage, sums);
        else if (kind == NodeKind.Repetition)
            DecodeRepetition(stage, sums);
        else
            DecodeFree(stage, sums);
    }

    private void DecodeChildren(int stage, int node, uint[] sums)
    {
        var (child, half) = (stage - 1, 1 << (stage - 1));
        for (var path = 0; path < _fork.Count; path++)
        {
            PolarKernels.CheckNode(Llrs(stage, path), _llrs[child].AsSpan(path << child, half));
            LlrBuffer(path, child) = path;
        }
        Decode(child, 2 * node, _left[child]);
        for (var path = 0; path < _fork.Count; path++)
            LeftBuffer(path, child) = path;

        for (var path = 0; path < _fork.Count; path++)
        {
            PolarKernels.VariableNode(Llrs(stage, path), Left(child, path), _llrs[child].AsSpan(path << child, half));
            LlrBuffer(path, child) = path;
        }
        Decode(child, 2 * node + 1, _right[child]);
        for (var path = 0; path < _fork.Count; path++)
            PolarKernels.Combine(Left(child, path), _right[child].AsSpan(path << child, half), sums.AsSpan(path << stage, 2 * half));
    }

    private void DecodeFrozen(int stage, uint[] sums)
    {
        for (var path = 0; path < _fork.Count; path++)
            _fork.Metric(path) += PolarKernels.Penalty(Llrs(stage, path)).IfZeros;
        sums.AsSpan(0, _fork.Count << stage).Clear();
    }

    private void DecodeRepetition(int stage, uint[] sums)
    {
        for (var path = 0; path < _fork.Count; path++)
        {
            var (ifZeros, ifOnes) = PolarKernels.Penalty(Llrs(stage, path));
            _fork.Propose(path, ifZeros, ifOnes);
        }
        _fork.Decide(_buffers, 2 * _stages);
        for (var path = 0; path < _fork.Count; path++)
            sums.AsSpan(path << stage, 1 << stage).Fill(_fork.Bit(path) == 0 ? 0 : One);
    }

    /// <summary>
    /// Hard decisions, and the words that differ from them in the least reliable bits. Of these at most list size − 1 can be wrong on a path that
    /// stays on the list.
    /// </summary>
    private void DecodeFree(int stage, uint[] sums)
    {
        var (best, nextBest) = (float.NegativeInfinity, float.PositiveInfinity);
        for (var path = 0; path < _fork.Count; path++)
        {
            var weakest = PolarKernels.HardDecide(Llrs(stage, path), sums.AsSpan(path << stage, 1 << stage));
            best = Math.Max(best, _fork.Metric(path));
            nextBest = Math.Min(nextBest, _fork.Metric(path) + weakest);
        }
        if (_fork.IsFull && best < nextBest)
            return;

        var flips = Math.Min(_maxFlips, 1 << stage);
        for (var path = 0; path < _fork.Count; path++)
        {
            PolarKernels.LeastReliable(Llrs(stage, path), _flipPositions.AsSpan(path * _maxFlips, flips));
            _flipOwners[path] = path;
        }
        for (var flip = 0; flip < flips; flip++)
            ProposeFlip(stage, flip, sums);
    }

    /// <summary>Lets every path keep its word or invert its next least reliable bit.</summary>
    private void ProposeFlip(int stage, int flip, uint[] sums)
    {
        for (var path = 0; path < _fork.Count; path++)
            _fork.Propose(path, 0, Math.Abs(Llrs(stage, path)[FlipPosition(path, flip)]));
        _fork.Decide(_buffers, 2 * _stages);
        for (var path = 0; path < _fork.Count; path++)
        {
            var parent = _fork.Parent(path);
            if (parent == path)
                continue;
            _flipOwners[path] = _flipOwners[parent];
            sums.AsSpan(parent << stage, 1 << stage).CopyTo(sums.AsSpan(path << stage));
        }
        for (var path = 0; path < _fork.Count; path++)
        {
            if (_fork.Bit(path) == 1)
                sums[(path << stage) + FlipPosition(path, flip)] ^= One;
        }
    }

    private int FlipPosition(int path, int flip) => _flipPositions[_flipOwners[path] * _maxFlips + flip];

    private ReadOnlySpan<float> Llrs(int stage, int path) =>
        stage == _stages ? _channel : _llrs[stage].AsSpan(LlrBuffer(path, stage) << stage, 1 << stage);

    private ReadOnlySpan<uint> Left(int stage, int path) => _left[stage].AsSpan(LeftBuffer(path, stage) << stage, 1 << stage);

    private ref int LlrBuffer(int path, int stage) => ref _buffers[path * 2 * _stages + stage];

    private ref int LeftBuffer(int path, int stage) => ref _buffers[path * 2 * _stages + _stages + stage];

    /// <summary>Kind of every node; an information bit on its own counts as free.</summary>
    private static NodeKind[][] Classify(PolarCode code)
    {
        var stages = int.Log2(code.MotherLength);
        var kinds = new NodeKind[stages + 1][];
        kinds[0] = new NodeKind[code.MotherLength];
        Array.Fill(kinds[0], NodeKind.Frozen);
        foreach (var position in code.InformationPositions)
            kinds[0][position] = NodeKind.Free;
        for (var s = 1; s <= stages; s++)
        {
            kinds[s] = new NodeKind[code.MotherLength >> s];
            for (var node = 0; node < kinds[s].Length; node++)
            {
                var (left, right) = (kinds[s - 1][2 * node], kinds[s - 1][2 * node + 1]);
                kinds[s][node] = Join(left, right, s);
            }
        }
        return kinds;
    }

    private static NodeKind Join(NodeKind left, NodeKind right, int stage) => (left, right) switch
    {
        (NodeKind.Frozen, NodeKind.Frozen) => NodeKind.Frozen,
        (NodeKind.Frozen, NodeKind.Repetition) => NodeKind.Repetition,
        (NodeKind.Frozen, NodeKind.Free) when stage == 1 => NodeKind.Repetition,
        (NodeKind.Free, NodeKind.Free) => NodeKind.Free,
        _ => NodeKind.Mixed,
    };
}
