namespace SemCom.Knowledge;

/// <summary>A mean of vectors and how many it stands for.</summary>
internal sealed class Prototype(double[] centre)
{
    /// <summary>The mean.</summary>
    public double[] Centre { get; } = centre;

    /// <summary>Observations that it stands for, as they counted at <see cref="Time"/>.</summary>
    public double Count { get; private set; } = 1;

    /// <summary>Observation by which the count was last brought up to date.</summary>
    public long Time { get; private set; }

    /// <summary>Lets the count decay until an observation.</summary>
    public void Age(long time, double halfLife)
    {
        if (!double.IsInfinity(halfLife))
            Count *= double.Exp2((Time - time) / halfLife);
        Time = time;
    }

    /// <summary>Takes others in: the mean of all.</summary>
    public void Absorb(ReadOnlySpan<double> other, double count)
    {
        Count += count;
        var share = count / Count;
        for (var i = 0; i < Centre.Length; i++)
            Centre[i] += share * (other[i] - Centre[i]);
    }

    /// <summary>Squared distance.</summary>
    public double SquaredDistance(ReadOnlySpan<double> other)
    {
        var sum = 0.0;
        for (var i = 0; i < Centre.Length; i++)
            sum += (other[i] - Centre[i]) * (other[i] - Centre[i]);
        return sum;
    }
}
