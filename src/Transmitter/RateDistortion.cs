namespace SemCom;

/// <summary>Squared error over size of a picture's messages, from a few of them.</summary>
/// <param name="Points">Bytes and mean squared error, by rising bytes.</param>
public sealed record RateDistortion(IReadOnlyList<(int Bytes, double Error)> Points)
{
    /// <summary>Mean squared error of the finest message of at most so many bytes (0..255 scale, squared); infinite where none is as short as that.</summary>
    public double ErrorAt(int bytes)
    {
        if (bytes < Points[0].Bytes)
            return double.PositiveInfinity;
        for (var i = 1; i < Points.Count; i++)
        {
            if (bytes >= Points[i].Bytes)
                continue;
            var share = Math.Log((double)bytes / Points[i - 1].Bytes) / Math.Log((double)Points[i].Bytes / Points[i - 1].Bytes);
            return Math.Exp((1 - share) * Math.Log(Points[i - 1].Error) + share * Math.Log(Points[i].Error));
        }
        return Points[^1].Error;
    }
}
