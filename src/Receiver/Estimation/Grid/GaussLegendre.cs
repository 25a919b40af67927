namespace SemCom.Receiver.Estimation;

/// <summary>Gauss–Legendre quadrature: exact for polynomials of degree 2n − 1 (Press et al., Numerical Recipes, §4.6).</summary>
internal static class GaussLegendre
{
    /// <summary>Nodes in (0, 1), ascending, and weights with sum 1.</summary>
    public static (double[] Nodes, double[] Weights) OnUnitInterval(int count)
    {
        var (nodes, weights) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var x = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope;
            for (var iteration = 0; ; iteration++)
            {
                var (previous, value) = (1.0, x);
                for (var n = 2; n <= count; n++)
                    (previous, value) = (value, ((2 * n - 1) * x * value - (n - 1) * previous) / n);
                slope = count * (x * value - previous) / (x * x - 1);
                var step = value / slope;
                x -= step;
                if (Math.Abs(step) < 1e-15 || iteration == 50)
                    break;
            }
            (nodes[i], weights[i]) = ((1 - x) / 2, 1 / ((1 - x * x) * slope * slope));
        }
        return (nodes, weights);
    }
}
