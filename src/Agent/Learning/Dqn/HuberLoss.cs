namespace SemCom.Agents;

/// <summary>½e² up to a width w, then w(|e| − ½w) (Huber, Ann. Math. Stat. 35, 1964).</summary>
internal static class HuberLoss
{
    /// <summary>Loss of an error.</summary>
    /// <param name="error">e.</param>
    /// <param name="width">w.</param>
    /// <param name="gradient">Its derivative by e.</param>
    public static float Of(float error, float width, out float gradient)
    {
        gradient = Math.Clamp(error, -width, width);
        return Math.Abs(error) <= width ? 0.5f * error * error : width * (Math.Abs(error) - 0.5f * width);
    }
}
