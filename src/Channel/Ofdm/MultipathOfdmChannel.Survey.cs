using System.Numerics;

namespace SemCom.Channels;

/// <summary>Statistics of the gains, straight from the paths.</summary>
public sealed partial class MultipathOfdmChannel
{
    private const int SurveyTimes = 8;
    private const int SurveyFrequencies = IChannel.SurveyPlaces / SurveyTimes;

    /// <inheritdoc/>
    public ChannelState Survey(int uses, ChannelRealization realization)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(uses);
        var symbols = Grid.SymbolsFor(uses);
        var delays = _paths.DelaysSeconds;
        var (times, width) = (Math.Min(symbols, SurveyTimes), Math.Min(uses, Grid.Subcarriers));
        var pairs = Antennas.Receive * Antennas.Transmit;
        var gains = new Complex32[times * SurveyFrequencies * pairs];
        var paths = new Complex32[times * delays.Length];
        for (var pair = 0; pair < pairs; pair++)
        {
            _paths.Fill(realization, pair, Grid.SymbolSeconds / 2, Grid.SymbolSeconds * symbols / times, paths);
            for (var place = 0; place < times * SurveyFrequencies; place++)
            {
                var (time, frequency) = Math.DivRem(place, SurveyFrequencies);
                var hertz = Grid.FrequencyOf((2 * frequency + 1) * width / (2 * SurveyFrequencies));
                var sum = Complex.Zero;
                for (var p = 0; p < delays.Length; p++)
                    sum += paths[time * delays.Length + p] * Complex.FromPolarCoordinates(1, -2 * Math.PI * hertz * delays[p]);
                gains[place * pairs + pair] = (Complex32)sum;
            }
        }
        return new ChannelState(gains, Math.Max(1, uses / (times * SurveyFrequencies)), NoisePower, Antennas);
    }
}
