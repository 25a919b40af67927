using System.Numerics;
using SemCom.Randomness;

namespace SemCom.Receiver.Estimation;

/// <summary>
/// Draws windows from the prior, or from the posterior of pilots, by running the diffusion backwards: x ← h + ρ(x − h) + noise, with h drawn from what x and the pilots leave possible and ρ
/// the ratio of noise powers (ancestral sampling, Ho et al. 2020, in the variance exploding form of Song et al. 2021; h is drawn and not its mean taken, so that few steps lose no power). For the
/// powers that the network finds in x, pilots enter exactly: their guidance needs no step size.
/// </summary>
internal sealed class AncestralSampler(ChannelPrior prior)
{
    /// <summary>Noise at which a draw from the prior begins, relative to the channel.</summary>
    private const double FirstDb = 40;

    /// <summary>Noise at which a draw from pilots begins: the window is drawn for the powers that they tell, and the network may change its mind from here on.</summary>
    private const double FirstDbWithPilots = 10;

    private const double LastDb = -35, StepDb = 5;

    /// <summary>Noise so large that a window says nothing.</summary>
    private const double Blind = 1e6;

    private readonly WholeGrid _whole = prior.Whole;

    /// <summary>Draws one window of unit mean power.</summary>
    /// <param name="told">What is known of the channel, or nothing.</param>
    /// <param name="random">Gives the randomness of the draw.</param>
    /// <returns>Gains [symbols × subcarriers].</returns>
    public SplitRows Draw(ToldChannel? told, CounterRandom random)
    {
        var white = new WhiteNoise(random);
        var noise = Decibels.ToLinear(FirstDb);
        var coordinates = Run(white.Draw(_whole.Rows, _whole.Columns, noise), noise, told, PilotPlaces.None, [], 0, white);
        coordinates.Scale(1 / Math.Sqrt(prior.MeanPower));
        return _whole.Gains(coordinates);
    }

    /// <summary>Draws one window given its pilots.</summary>
    /// <param name="powers">Powers that the pilots tell, and their noise.</param>
    /// <param name="places">Where they stand.</param>
    /// <param name="pilots">What they say; the channel has about unit power.</param>
    /// <param name="told">What else is known of the channel, or nothing.</param>
    /// <param name="random">Gives the randomness of the draw.</param>
    /// <returns>Gains [symbols × subcarriers].</returns>
    public SplitRows Draw(WavePowers powers, PilotPlaces places, Complex[] pilots, ToldChannel? told, CounterRandom random)
    {
        var white = new WhiteNoise(random);
        var blind = powers.WithNoise(Blind / powers.Noise);
        var x = DrawGiven(white.Draw(_whole.Rows, _whole.Columns, blind.Noise), blind, blind.Noise, places, pilots, powers.Noise, white);
        var noise = Decibels.ToLinear(FirstDbWithPilots);
        x.Add(white.Draw(_whole.Rows, _whole.Columns, noise));
        return _whole.Gains(Run(x, noise, told, places, pilots, powers.Noise, white));
    }

    private SplitRows Run(SplitRows x, double noise, ToldChannel? told, PilotPlaces places, Complex[] pilots, double pilotNoise, WhiteNoise white)
    {
        var (ratio, last) = (Decibels.ToLinear(-StepDb), Decibels.ToLinear(LastDb + StepDb / 2));
        while (true)
        {
            var fit = prior.Fit(_whole, [x.ToArray()], noise, told);
            var h = DrawGiven(x, fit.Powers, noise, places, pilots, pilotNoise, white);
            if (noise < last)
                return h;
            var next = white.Draw(_whole.Rows, _whole.Columns, noise * ratio * (1 - ratio));
            next.Add(h, 1 - ratio);
            next.Add(x, ratio);
            (x, noise) = (next, noise * ratio);
        }
    }

    /// <summary>
    /// A draw of the coordinates given a window in noise and pilots: a draw from the prior, corrected by what the same observations of it miss (Matheron's rule, Journel and
    /// Huijbregts 1978).
    /// </summary>
    private SplitRows DrawGiven(SplitRows x, WavePowers powers, double noise, PilotPlaces places, Complex[] pilots, double pilotNoise, WhiteNoise white)
    {
        var (delays, dopplers) = (powers.Delays, powers.Dopplers);
        var amplitudes = white.Draw(dopplers.Length, delays.Length, 1);
        for (var v = 0; v < dopplers.Length; v++)
            amplitudes[v].Scale([.. delays.Select(power => Math.Sqrt(dopplers[v] * power))]);
        var h = new SplitRows(_whole.Rows, _whole.Columns);
        for (var r = 0; r < _whole.Rows; r++)
        {
            var course = amplitudes.Combine(_whole.TimeWaves[r]);
            for (var c = 0; c < _whole.Columns; c++)
                h[r].Set(c, _whole.FrequencyWaves[c].Dot(course));
        }
        var missed = white.Draw(_whole.Rows, _whole.Columns, noise);
        missed.Add(x);
        missed.Add(h, -1);
        var missedPilots = pilots.ToArray();
        var observed = white.Draw(1, places.Count, pilotNoise)[0];
        foreach (var row in places.Rows)
        {
            var course = amplitudes.Combine(prior.Grid.DopplerWave(places.Symbols[row.Start.Value]));
            for (var i = row.Start.Value; i < row.End.Value; i++)
                missedPilots[i] -= prior.Grid.DelayWave(places.Subcarriers[i]).Dot(course) + observed[i] * Math.Sqrt(places.NoiseScales[i]);
        }
        h.Add(new WholeGridPosterior(_whole, powers).Mean(missed, places, missedPilots, pilotNoise));
        return h;
    }

    /// <summary>Circular complex white noise, each draw from further on in a stream.</summary>
    private sealed class WhiteNoise(CounterRandom random)
    {
        private ulong _next;

        public SplitRows Draw(int rows, int columns, double power)
        {
            var parts = new float[2 * rows * columns];
            random.FillGaussian(parts, _next);
            _next += (ulong)(parts.Length + 3) / 4 * 4;
            var (noise, scale) = (new SplitRows(rows, columns), Math.Sqrt(power / 2));
            for (var i = 0; i < rows * columns; i++)
                noise[i / columns].Set(i % columns, new Complex(scale * parts[2 * i], scale * parts[2 * i + 1]));
            return noise;
        }
    }
}
