using System.Text.Json;
using SemCom.Latents;

namespace SemCom.Video;

/// <summary>
/// What both ends know of differences between pictures of a video, beside a model's <see cref="LatentTables"/>: classes of patches, each with a factor by which every held latent predicts the new
/// one, and the variance of what is left. Read from the model's <c>differences.json</c>; immutable.
/// </summary>
public sealed class UpdateTables
{
    private readonly float[][] _gains;
    private readonly float[][] _variances;

    private UpdateTables(LatentTables latents, float[][] gains, float[][] variances)
    {
        (Latents, _gains, _variances) = (latents, gains, variances);
        Symbols = new UpdateSymbols(gains.Length, latents.ClassCount);
    }

    /// <summary>Statistics of pictures.</summary>
    public LatentTables Latents { get; }

    /// <summary>What can be told of a patch.</summary>
    public UpdateSymbols Symbols { get; }

    /// <summary>Factors of the held latents in a class of differences [latents].</summary>
    public ReadOnlySpan<float> Gains(int difference) => _gains[difference];

    /// <summary>Variances of what is left [latents].</summary>
    public ReadOnlySpan<float> Variances(int difference) => _variances[difference];

    /// <summary>Variance of the value that is sent of a latent: of the difference, or of the latent itself.</summary>
    /// <param name="symbol">What is told of the patch; not that it stays.</param>
    /// <param name="latent">The latent; not a colour mean where the patch is sent by itself, for those are bits.</param>
    public double Variance(int symbol, int latent) =>
        Symbols.IsDifference(symbol) ? _variances[Symbols.ClassOf(symbol)][latent] : Latents.HighVariance(Symbols.ClassOf(symbol), latent);

    /// <summary>Wraps known classes.</summary>
    /// <param name="latents">Statistics of pictures.</param>
    /// <param name="gains">Factors, 0..1 [classes][latents].</param>
    /// <param name="variances">Variances above 0 [classes][latents].</param>
    /// <exception cref="SemComException">The numbers disagree.</exception>
    public static UpdateTables Of(LatentTables latents, float[][] gains, float[][] variances)
    {
        ArgumentNullException.ThrowIfNull(latents);
        ArgumentNullException.ThrowIfNull(gains);
        ArgumentNullException.ThrowIfNull(variances);
        if (gains.Length is 0 or > UpdateSymbols.MaxDifferences || variances.Length != gains.Length)
            throw new SemComException($"differences.json: there must be 1..{UpdateSymbols.MaxDifferences} classes with gains and variances (were {gains.Length} and {variances.Length}); fetch the model again");
        if (gains.Concat(variances).Any(row => row.Length != latents.Latents))
            throw new SemComException($"differences.json: each row must have {latents.Latents} values; fetch the model again");
        if (gains.Any(row => row.Any(g => !(g >= 0 && g <= 1))) || variances.Any(row => row.Any(v => !(v > 0) || !float.IsFinite(v))))
            throw new SemComException("differences.json: gains must be 0..1 and variances above 0; fetch the model again");
        return new UpdateTables(latents, gains, variances);
    }

    /// <summary>Reads and checks <c>differences.json</c>.</summary>
    /// <exception cref="SemComException">It is no such file, or its numbers disagree.</exception>
    public static UpdateTables Parse(ReadOnlySpan<byte> json, LatentTables latents)
    {
        UpdateTablesFile? file;
        try
        {
            file = JsonSerializer.Deserialize(json, UpdateTablesJson.Default.UpdateTablesFile);
        }
        catch (JsonException e)
        {
            throw new SemComException($"differences.json: not a table of differences ({e.Message}); fetch the model again", e);
        }
        if (file is not { Format: "semcom-difference-tables", Version: 1 })
            throw new SemComException($"differences.json: format must be semcom-difference-tables version 1 (was {file?.Format} version {file?.Version}); fetch the model again");
        return Of(latents, file.Gains, file.Variances);
    }
}
