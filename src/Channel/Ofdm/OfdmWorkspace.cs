namespace SemCom.Channels;

/// <summary>Buffers of one transmission. Each thread keeps one set and grows it as needed, so that frames after the first allocate nothing.</summary>
internal sealed class OfdmWorkspace
{
    [ThreadStatic]
    private static OfdmWorkspace? _kept;

    private float[] _planes = [];
    private float[] _taps = [];
    private float[] _transform = [];
    private int[] _offsets = [];
    private Complex32[] _samples = [];
    private Complex32[] _gains = [];
    private Complex32[] _uses = [];

    /// <summary>Takes this thread's set; a nested transmission gets a fresh one.</summary>
    public static OfdmWorkspace Take()
    {
        var taken = _kept ?? new();
        _kept = null;
        return taken;
    }

    /// <summary>Gives the set back to this thread.</summary>
    public void Return() => _kept = this;

    /// <summary>Waveforms of the transmit antennas: two planes of a length.</summary>
    public Planes Waveform(int length) => Halves(ref _planes, length);

    /// <summary>Taps at the start of a run, at its end, and their difference: three pairs of planes.</summary>
    public void Taps(int count, out Planes start, out Planes end, out Planes change)
    {
        var all = Grow(ref _taps, 6 * count);
        start = new(all[..count], all.Slice(count, count));
        end = new(all.Slice(2 * count, count), all.Slice(3 * count, count));
        change = new(all.Slice(4 * count, count), all.Slice(5 * count, count));
    }

    public Span<float> Transform(int length) => Grow(ref _transform, length);

    public Span<int> Offsets(int count) => Grow(ref _offsets, count);

    /// <summary>Samples at one antenna.</summary>
    public Span<Complex32> Samples(int count) => Grow(ref _samples, count);

    public Span<Complex32> Gains(int count) => Grow(ref _gains, count);

    /// <summary>Channel uses at one antenna.</summary>
    public Span<Complex32> Uses(int count) => Grow(ref _uses, count);

    private static Planes Halves(ref float[] buffer, int length)
    {
        var all = Grow(ref buffer, 2 * length);
        return new(all[..length], all[length..]);
    }

    private static Span<T> Grow<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
            buffer = new T[length];
        return buffer.AsSpan(0, length);
    }
}
