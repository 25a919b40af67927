using SemCom.Latents;

namespace SemCom.Core.Tests.Latents;

public sealed class LowBandTransformTests
{
    public static TheoryData<int, int> Grids { get; } = new() { { 1, 1 }, { 1, 7 }, { 3, 5 }, { 8, 8 }, { 9, 17 }, { 16, 24 }, { 23, 2 } };

    [Theory]
    [MemberData(nameof(Grids))]
    public void Forward_KeepsTheEnergy_AndInverseUndoesIt(int rows, int columns)
    {
        var grid = new PatchGrid(rows, columns);
        var plane = Plane(grid);
        var moved = (float[])plane.Clone();

        LowBandTransform.Forward(moved, grid, 8);
        Assert.Equal(Energy(plane), Energy(moved), 1e-5 * Energy(plane));

        LowBandTransform.Inverse(moved, grid, 8);
        for (var i = 0; i < plane.Length; i++)
            Assert.Equal(plane[i], moved[i], 2e-3);
    }

    [Theory]
    [MemberData(nameof(Grids))]
    public void Forward_IsTheTextbookDctOfEveryBlock(int rows, int columns)
    {
        var grid = new PatchGrid(rows, columns);
        var plane = Plane(grid);
        var expected = new double[plane.Length];
        for (var top = 0; top < rows; top += 8)
        {
            for (var left = 0; left < columns; left += 8)
                TextbookDct(plane, expected, columns, top, left, Math.Min(8, rows - top), Math.Min(8, columns - left));
        }

        LowBandTransform.Forward(plane, grid, 8);

        for (var i = 0; i < plane.Length; i++)
            Assert.Equal(expected[i], plane[i], 2e-3);
    }

    [Fact]
    public void Inverse_OfAConstant_IsTheFirstCoefficientAlone()
    {
        var (grid, plane) = (new PatchGrid(8, 8), new float[64]);
        plane[0] = 800;
        LowBandTransform.Inverse(plane, grid, 8);
        Assert.All(plane, value => Assert.Equal(100, value, 1e-3));
    }

    /// <summary>
    /// Colour means that a message tells steer the rest of its decoding, so that both ends need the same ones to the bit. Cosines may differ in the last bits between platforms: rounded to
    /// twelve digits and then to float they do not, since none lies near the middle of two.
    /// </summary>
    [Fact]
    public void Matrices_RoundAlikeOnEveryPlatform()
    {
        for (var n = 1; n <= 8; n++)
        {
            for (var k = 0; k < n; k++)
            {
                for (var i = 0; i < n; i++)
                {
                    var exact = Math.Sqrt((k == 0 ? 1.0 : 2.0) / n) * Math.Cos(Math.PI * (2 * i + 1) * k / (2.0 * n));
                    Assert.Equal((float)Math.Round(exact - 1e-14, 12), (float)Math.Round(exact + 1e-14, 12));
                }
            }
        }
    }

    /// <summary>F(u,v) = c(u)c(v) ΣΣ f(y,x) cos((2y+1)uπ/2H) cos((2x+1)vπ/2W), c(0) = √(1/n), else √(2/n).</summary>
    private static void TextbookDct(float[] plane, double[] result, int columns, int top, int left, int height, int width)
    {
        for (var u = 0; u < height; u++)
        {
            for (var v = 0; v < width; v++)
            {
                double sum = 0;
                for (var y = 0; y < height; y++)
                {
                    for (var x = 0; x < width; x++)
                    {
                        sum += plane[(top + y) * columns + left + x] * Math.Cos((2 * y + 1) * u * Math.PI / (2 * height))
                            * Math.Cos((2 * x + 1) * v * Math.PI / (2 * width));
                    }
                }
                var scale = Math.Sqrt((u == 0 ? 1.0 : 2) / height * (v == 0 ? 1.0 : 2) / width);
                result[(top + u) * columns + left + v] = scale * sum;
            }
        }
    }

    private static float[] Plane(PatchGrid grid)
    {
        var random = new Random(grid.Count);
        return [.. Enumerable.Range(0, grid.Count).Select(_ => random.NextSingle() * 2000 - 1000)];
    }

    private static double Energy(float[] plane) => plane.Sum(v => (double)v * v);
}
