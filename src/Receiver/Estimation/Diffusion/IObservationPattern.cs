using System.Numerics;

namespace SemCom.Receiver.Estimation;

/// <summary>Where the observations of a window stand.</summary>
internal interface IObservationPattern
{
    /// <summary>The pattern in numbers, as the network reads them.</summary>
    PatternFacts FactsOn(WaveGrid waves);

    /// <summary>What observations there say, for given powers.</summary>
    IPosterior PosteriorOf(WaveGrid waves, WavePowers powers);
}

/// <summary>What follows from observations once the powers of the waves are given.</summary>
internal interface IPosterior
{
    /// <summary>How the likelihood of observations would change with each power.</summary>
    /// <param name="observations">Vectors of observations; their mean counts.</param>
    LikelihoodGradients Gradients(IReadOnlyList<Complex[]> observations);
}

/// <summary>A pattern in numbers.</summary>
/// <param name="Columns">Observations of the fullest OFDM symbol.</param>
/// <param name="Rows">OFDM symbols with observations.</param>
/// <param name="Gap">Usual distance of observations [subcarriers].</param>
/// <param name="Reach">From the first row to the last, in windows.</param>
internal readonly record struct PatternFacts(int Columns, int Rows, double Gap, double Reach);
