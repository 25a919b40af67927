using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MathNet.Numerics.LinearAlgebra;
using SemCom.Agents;
using SemCom.Wire;

namespace SemCom;

/// <summary>
/// The agent's model of the link: what becomes of pictures in every way at every point of a grid of SNRs, as means over the pictures that it was fitted to and a few factors in which pictures differ (factor
/// analysis). What was tried at home with a picture tells its factors, and these what to expect of it everywhere else. Fitted to recorded transmissions by <see cref="LinkTwinTrainer"/>. Immutable; safe for
/// several threads.
/// </summary>
public sealed class LinkTwin
{
    private const string Title = "model of a link";
    private const int MaxText = 1000, MaxFile = 1 << 22, MaxFactors = 100, MaxChannels = 16;

    private static readonly DocumentHead Head = new("semcom-twin", Version: 3, FieldCount: 6);

    private readonly TwinNumbers _numbers;
    private readonly ConditionalWeakTable<PictureTrial, PictureForecast> _forecasts = [];
    private readonly int _trialPoint;

    internal LinkTwin(IReadOnlyList<string> ways, RecordingGrid grid, TwinNumbers numbers)
    {
        (Ways, Grid, _numbers) = (ways, grid, numbers);
        var place = GridPlace.Of(grid, PictureTrial.PlanSnrDb, PictureTrial.SnrDb);
        _trialPoint = grid.At(place.Plan, place.Offset);
    }

    /// <summary>Names of the ways of sending, in the order of the catalogue.</summary>
    public IReadOnlyList<string> Ways { get; }

    /// <summary>SNRs that it knows; between them it interpolates.</summary>
    public RecordingGrid Grid { get; }

    /// <summary>Channels that it knows, the usual one first.</summary>
    public IReadOnlyList<string> Channels => [.. _numbers.Channels.Select(channel => channel.Name)];

    /// <summary>Its numbers.</summary>
    internal TwinNumbers Numbers => _numbers;

    /// <summary>What is to be expected of a picture. Kept as long as its trial is, so that only a new scene costs something.</summary>
    /// <param name="trial">What was tried with it.</param>
    public PictureForecast Foresee(PictureTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return _forecasts.GetValue(trial, Forecast);
    }

    /// <summary>Writes a file: MessagePack, ["semcom-twin", 3, ways, planned SNRs, offsets, factors, channels, numbers (see <see cref="TwinNumbers"/>), sum].</summary>
    public void Save(string path)
    {
        var writer = Head.Open(1 << 17);
        writer.WriteArrayHead(Ways.Count);
        foreach (var way in Ways)
            writer.Write(way);
        Write([.. Grid.PlanSnrDb]);
        Write([.. Grid.OffsetDb]);
        writer.Write(_numbers.Factors);
        writer.WriteArrayHead(_numbers.Channels.Count);
        foreach (var channel in _numbers.Channels)
            writer.Write(channel.Name);
        writer.WriteBinary(_numbers.ToBytes());
        writer.WriteBinary(SHA256.HashData(writer.WrittenSpan));
        File.WriteAllBytes(path, writer.TakeBytes());

        void Write(double[] values) => writer.WriteBinary(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="SemComException">It is missing, damaged, of another kind or for other ways of sending.</exception>
    public static LinkTwin Load(string path, PlanCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        if (!File.Exists(path))
            throw new SemComException($"{Title} '{path}': there is no such file; fit one with 'semcom agent train'");
        if (new FileInfo(path).Length > MaxFile)
            throw new SemComException($"{Title} '{path}': must have at most {MaxFile >> 20} MiB (has more); fit one with 'semcom agent train'");
        var bytes = File.ReadAllBytes(path);
        var reader = Head.Read(bytes, $"{Title} '{path}'");
        var ways = new string[reader.ReadArrayHead(MaxText)];
        for (var i = 0; i < ways.Length; i++)
            ways[i] = reader.ReadText(MaxText);
        var grid = new RecordingGrid(Rising(ref reader), Rising(ref reader));
        var factors = reader.ReadInt32(0, MaxFactors);
        var channels = new string[reader.ReadArrayHead(MaxChannels)];
        for (var i = 0; i < channels.Length; i++)
            channels[i] = reader.ReadText(MaxText);
        var numbers = channels.Length == 0 ? null : TwinNumbers.FromBytes(reader.ReadBinary(MaxFile), ways.Length, grid, factors, channels);
        var content = bytes.AsSpan(0, reader.Position);
        if (numbers is null)
            throw reader.Fail("another number of numbers");
        if (!reader.ReadBinary(64).SequenceEqual(SHA256.HashData(content)))
            throw reader.Fail("a wrong checksum");
        reader.End();
        if (!ways.SequenceEqual(catalogue.Ways.Select(way => way.Name), StringComparer.Ordinal))
            throw new SemComException($"{Title} '{path}': it must know the {catalogue.Ways.Count} ways of sending that the agent has (knows {ways.Length} others); fit it again");
        return new LinkTwin(ways, grid, numbers);
    }

    private static double[] Rising(ref MessagePackReader reader)
    {
        var bytes = reader.ReadBinary(MaxText);
        var values = bytes.Length % sizeof(double) == 0 ? MemoryMarshal.Cast<byte, double>(bytes).ToArray() : [];
        return values.Length > 0 && values.All(double.IsFinite) && values.Zip(values.Skip(1)).All(pair => pair.First < pair.Second) ? values : throw reader.Fail("SNRs that do not rise");
    }

    private PictureForecast Forecast(PictureTrial trial)
    {
        var (factors, cells) = (Factors(trial), Ways.Count * Grid.Count);
        var outcomes = new RecordedOutcome[cells * _numbers.Channels.Count];
        for (var cell = 0; cell < cells; cell++)
        {
            var (error, focus, similarity) = (_numbers.Difference(cell, 0, factors), _numbers.Difference(cell, 1, factors), _numbers.Difference(cell, 2, factors));
            for (var channel = 0; channel < _numbers.Channels.Count; channel++)
            {
                var mean = _numbers.Channels[channel].Mean.Slice(cell * TwinNumbers.Kinds, TwinNumbers.Kinds);
                outcomes[channel * cells + cell] = new RecordedOutcome(mean[0] + error, mean[1] + focus, Math.Clamp(mean[2] + similarity, 0, 1), _numbers.Channels[channel].Loss[cell]);
            }
        }
        return new PictureForecast(Grid, [.. _numbers.Channels.Select(channel => channel.Cbr)], outcomes);
    }

    /// <summary>The mean of the factors, given the trial: Bayes for normal distributions.</summary>
    private float[] Factors(PictureTrial trial)
    {
        var count = _numbers.Factors;
        var (precision, weighted) = (Matrix<double>.Build.DenseIdentity(count), Vector<double>.Build.Dense(count));
        for (var way = 0; way < trial.Outcomes.Count; way++)
        {
            var outcome = trial.Outcomes[way];
            if (outcome.LossRate >= 1)
                continue;
            var cell = way * Grid.Count + _trialPoint;
            ReadOnlySpan<float> told = [outcome.ErrorDb, outcome.FocusErrorDb, outcome.Similarity];
            for (var kind = 0; kind < TwinNumbers.Kinds; kind++)
            {
                var loadings = Vector<double>.Build.Dense(count, factor => (double)_numbers.Loading(cell, kind, factor));
                var (noise, difference) = (_numbers.Noise[way * TwinNumbers.Kinds + kind], (told[kind] - _numbers.Channels[0].Mean[cell * TwinNumbers.Kinds + kind]) / TwinNumbers.Scales[kind]);
                precision += loadings.OuterProduct(loadings) / noise;
                weighted += loadings * (difference / noise);
            }
        }
        return [.. precision.Cholesky().Solve(weighted).Select(x => (float)x)];
    }
}
