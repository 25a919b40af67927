namespace SemCom.Receiver.Estimation;

/// <summary>
/// Estimated gains of a resource grid with their errors, [symbols × subcarriers] in rows, so that channel use i is element i. Estimators
/// write into it; buffers grow and are kept, so that one object serves frame after frame.
/// </summary>
public sealed class GridEstimate
{
    private Complex32[] _gains = [];
    private float[] _errors = [];

    /// <summary>OFDM symbols.</summary>
    public int Symbols { get; private set; }

    /// <summary>Subcarriers.</summary>
    public int Subcarriers { get; private set; }

    /// <summary>ĥ of each resource element.</summary>
    public ReadOnlySpan<Complex32> Gains => _gains.AsSpan(0, Symbols * Subcarriers);

    /// <summary>E|h − ĥ|² of each resource element, at least 0, as far as the estimator's covariance is true.</summary>
    public ReadOnlySpan<float> ErrorVariances => _errors.AsSpan(0, Symbols * Subcarriers);

    /// <summary>N0 per complex symbol that the estimate was made with, linear.</summary>
    public double NoisePower { get; internal set; }

    /// <summary>Covariance that the estimate was made with; null for least squares.</summary>
    public ChannelCovariance? Covariance { get; internal set; }

    internal Span<Complex32> GainRow(int symbol) => _gains.AsSpan(symbol * Subcarriers, Subcarriers);

    internal Span<float> ErrorRow(int symbol) => _errors.AsSpan(symbol * Subcarriers, Subcarriers);

    /// <summary>No gain, no error, for a frame in which nothing arrived.</summary>
    internal void Clear()
    {
        _gains.AsSpan(0, Symbols * Subcarriers).Clear();
        _errors.AsSpan(0, Symbols * Subcarriers).Clear();
    }

    internal void Reshape(int symbols, int subcarriers)
    {
        (Symbols, Subcarriers) = (symbols, subcarriers);
        if (_gains.Length >= symbols * subcarriers)
            return;
        _gains = new Complex32[symbols * subcarriers];
        _errors = new float[symbols * subcarriers];
    }
}
