namespace SemCom.Runtime.Media;

/// <summary>Rates as ratios of whole numbers.</summary>
internal static class FrameRate
{
    private const int Ntsc = 1001;

    /// <summary>The rate as a ratio: a whole number, a multiple of 1/1001 as in television (29.97), or thousandths.</summary>
    public static (int Over, int Under) Ratio(double framesPerSecond)
    {
        foreach (var under in (int[])[1, Ntsc])
        {
            var over = Math.Round(framesPerSecond * under);
            if (over >= 1 && Math.Abs(over / under - framesPerSecond) < 1e-6 * framesPerSecond)
                return ((int)over, under);
        }
        return ((int)Math.Max(1, Math.Round(framesPerSecond * 1000)), 1000);
    }
}
