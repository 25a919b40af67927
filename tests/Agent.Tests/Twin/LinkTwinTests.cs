using MathNet.Numerics.LinearAlgebra;
using SemCom.Randomness;

namespace SemCom.Agents.Tests;

public sealed class LinkTwinTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"semcom-{Guid.NewGuid():N}.twin");

    public void Dispose() => File.Delete(_path);

    /// <summary>Rows from known loadings: what is found must span the same directions, and the noise must be that which was added.</summary>
    [Fact]
    public void FactorAnalysis_FindsTheDirectionsAndTheNoise()
    {
        const int rows = 400, columns = 30, factors = 2;
        var (random, noise) = (new CounterRandom(7, RandomPurpose.SourceData, 1), 0.3);
        var draws = new float[rows * (factors + columns) + columns * factors];
        random.FillGaussian(draws);
        var loadings = Matrix<double>.Build.Dense(columns, factors, (i, j) => draws[^(1 + i * factors + j)]);
        var data = new float[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var at = row * (factors + columns);
                var value = noise * draws[at + factors + column];
                for (var factor = 0; factor < factors; factor++)
                    value += loadings[column, factor] * draws[at + factor];
                data[row, column] = (row + column) % 7 == 0 ? float.NaN : (float)value;
            }
        }
        var (found, variance) = new FactorAnalysis(data, 1, _ => 0).Fit(factors, 1, null);
        Assert.Equal(noise, Math.Sqrt(variance[0]), 0.02);
        var own = Matrix<double>.Build.Dense(columns, factors, (i, j) => found[i * factors + j]);
        // L·L' is the same, whatever the rotation of the factors.
        var (expected, actual) = (loadings * loadings.Transpose(), own * own.Transpose());
        Assert.True((expected - actual).FrobeniusNorm() < 0.2 * expected.FrobeniusNorm(), $"{(expected - actual).FrobeniusNorm() / expected.FrobeniusNorm()}");
    }

    /// <summary>Pictures that differ by a constant in every way: two ways tell nearly all about one of them, and nothing tells the mean.</summary>
    [Fact]
    public void WaysThatWereNotTried_AreConcludedFromThoseThatWere()
    {
        var recording = MadeUpRecording.Make(6);
        var (twin, trial) = (LinkTwinTrainer.Fit(recording, factors: 2), recording.Pictures[5].Trial);
        var (all, two, none) = (Error(trial), Error(PictureTrial.Suppose(trial.Coarse, trial.Fine)), Error(PictureTrial.None));
        Assert.Equal(2.5, none, 0.05);
        Assert.InRange(two, 0, 0.2);
        Assert.InRange(all, 0, 0.2);

        double Error(PictureTrial known) => Enumerable.Range(0, twin.Ways.Count).Average(way => Math.Abs(twin.Foresee(known).Predict(way, 10, 12).Outcome.ErrorDb - trial.Outcomes[way].ErrorDb));
    }

    [Fact]
    public void File_GivesTheSamePredictions_AndADamagedOneIsRefusedInOneLine()
    {
        var (twin, trial) = (LinkTwinTrainer.Fit(MadeUpRecording.Make(4), factors: 2, others: [Worse(MadeUpRecording.Make(4), 2)]), MadeUpRecording.Make(4).Pictures[2].Trial);
        twin.Save(_path);
        var loaded = LinkTwin.Load(_path, PlanCatalogue.Default);
        Assert.Equal(["awgn", "worse"], loaded.Channels);
        for (var way = 0; way < twin.Ways.Count; way++)
        {
            Assert.Equal(twin.Foresee(trial).Predict(way, 8, 9), loaded.Foresee(trial).Predict(way, 8, 9));
            Assert.Equal(OverTheOther(twin, trial, way), OverTheOther(loaded, trial, way));
        }
        var bytes = File.ReadAllBytes(_path);
        for (var at = 0; at < bytes.Length; at += 701)
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= 64;
            File.WriteAllBytes(_path, damaged);
            Assert.DoesNotContain('\n', Assert.Throws<SemComException>(() => LinkTwin.Load(_path, PlanCatalogue.Default)).Message);
            File.WriteAllBytes(_path, bytes[..at]);
            Assert.DoesNotContain('\n', Assert.Throws<SemComException>(() => LinkTwin.Load(_path, PlanCatalogue.Default)).Message);
        }
    }

    /// <summary>A channel with errors 2 dB larger: pictures differ over it as over the usual one, whatever it was fitted to.</summary>
    [Fact]
    public void OtherChannel_IsFittedByWhatItDoesOtherwise()
    {
        var recording = MadeUpRecording.Make(6);
        var twin = LinkTwinTrainer.Fit(recording, factors: 2, others: [Worse(recording, 2)]);
        foreach (var picture in recording.Pictures)
        {
            for (var way = 0; way < twin.Ways.Count; way++)
            {
                var (usual, other) = (twin.Foresee(picture.Trial).Predict(way, 10, 12), OverTheOther(twin, picture.Trial, way));
                Assert.Equal(usual.Outcome.ErrorDb + 2, other.ErrorDb, 1e-3);
                Assert.Equal(usual.Outcome.Similarity, other.Similarity, 1e-4);
            }
        }
        var strangers = new LinkRecording { Channel = "other", Origin = "", Ways = recording.Ways, Grid = recording.Grid, Pictures = [recording.Pictures[0] with { Name = "stranger" }] };
        Assert.Contains("'stranger'", Assert.Throws<SemComException>(() => LinkTwinTrainer.Fit(recording, others: [strangers])).Message, StringComparison.Ordinal);
        var ways = new LinkRecording { Channel = "other", Origin = "", Ways = ["one"], Grid = recording.Grid, Pictures = recording.Pictures };
        Assert.Contains("record them alike", Assert.Throws<SemComException>(() => LinkTwinTrainer.Fit(recording, others: [ways])).Message, StringComparison.Ordinal);
    }

    /// <summary>A mean over channels is that of the predictions for each, weighted with what arrives, and channel uses are means.</summary>
    [Fact]
    public void MeanOverChannels_IsThatOfSinglePredictions()
    {
        var recording = MadeUpRecording.Make(4);
        var forecast = LinkTwinTrainer.Fit(recording, factors: 1, others: [Worse(recording, 3)]).Foresee(recording.Pictures[1].Trial);
        var corners = new PictureForecast.Corner[PictureForecast.MostCorners(1)];
        var used = corners.AsSpan(0, forecast.Corners([(8, 1)], 9, corners));
        for (var way = 0; way < PlanCatalogue.Default.Ways.Count; way++)
        {
            var (usual, other, mean) = (forecast.Predict(way, used, [1, 0]), forecast.Predict(way, used, [0, 1]), forecast.Predict(way, used, [0.25f, 0.75f]));
            var (a, b) = (0.25 * (1 - usual.LossRate), 0.75 * (1 - other.LossRate));
            Assert.Equal(1 - a - b, mean.LossRate, 1e-4);
            Assert.Equal((a * usual.ErrorDb + b * other.ErrorDb) / (a + b), mean.ErrorDb, 1e-3);
            Assert.Equal(0.25 * forecast.Cbr(way, 9, [1, 0]) + 0.75 * forecast.Cbr(way, 9, [0, 1]), forecast.Cbr(way, 9, [0.25f, 0.75f]), 1e-6);
        }
    }

    /// <summary>A mean over corners of several SNRs is that of the predictions for each, weighted with what arrives.</summary>
    [Fact]
    public void MeanOverSnrs_IsThatOfSinglePredictions()
    {
        var forecast = LinkTwinTrainer.Fit(MadeUpRecording.Make(4), factors: 1).Foresee(MadeUpRecording.Make(4).Pictures[1].Trial);
        (double, double)[] snrs = [(5, 0.25), (8, 0.5), (14, 0.25)];
        var corners = new PictureForecast.Corner[PictureForecast.MostCorners(snrs.Length)];
        var used = corners.AsSpan(0, forecast.Corners(snrs, 9, corners));
        for (var way = 0; way < PlanCatalogue.Default.Ways.Count; way++)
        {
            var singles = snrs.Select(snr => (Weight: snr.Item2, forecast.Predict(way, 9, snr.Item1).Outcome)).ToArray();
            var arrived = singles.Sum(s => s.Weight * (1 - s.Outcome.LossRate));
            var mean = forecast.Predict(way, used, [1]);
            Assert.Equal(1 - arrived, mean.LossRate, 1e-4);
            Assert.Equal(singles.Sum(s => s.Weight * (1 - s.Outcome.LossRate) * s.Outcome.ErrorDb) / arrived, mean.ErrorDb, 0.02);
        }
    }

    /// <summary>A link that is 2 dB worse, 0.1 less similar and loses 30 % where 5 % were expected: found after a hundred frames, for ways that were not sent, too; and forgotten when nothing more is sent like it.</summary>
    [Fact]
    public void Correction_FindsWhatHasChanged()
    {
        var (correction, expected) = (new TwinCorrection(PlanCatalogue.Default), new RecordedOutcome(20, 20, 0.7f, 0.05f));
        Assert.Equal(expected, correction.Apply(3, expected));
        for (var frame = 0; frame < 300; frame++)
        {
            var (way, isLost) = (frame % 8, frame * 37 % 100 < 30);
            correction.Learn(way, correction.Apply(way, expected), isLost, isLost ? null : new RecordedOutcome(22, 22, 0.6f, 0));
        }
        var (sent, other) = (correction.Apply(3, expected), correction.Apply(12, expected));
        Assert.Equal(22, sent.ErrorDb, 0.3);
        Assert.Equal(0.6, sent.Similarity, 0.02);
        Assert.InRange(sent.LossRate, 0.15, 0.45);
        Assert.InRange(other.ErrorDb, 20.5, 22.5);
    }

    private static LinkRecording Worse(LinkRecording recording, float byDb) => new()
    {
        Channel = "worse",
        Origin = recording.Origin,
        Ways = recording.Ways,
        Grid = recording.Grid,
        Pictures = [.. recording.Pictures.Select(picture => picture with { Outcomes = [.. picture.Outcomes.Select(o => o.LossRate >= 1 ? o : o with { ErrorDb = o.ErrorDb + byDb, FocusErrorDb = o.FocusErrorDb + byDb })] })],
    };

    private static RecordedOutcome OverTheOther(LinkTwin twin, PictureTrial trial, int way)
    {
        var (forecast, corners) = (twin.Foresee(trial), new PictureForecast.Corner[PictureForecast.MostCorners(1)]);
        return forecast.Predict(way, corners.AsSpan(0, forecast.Corners([(12, 1)], 10, corners)), [0, 1]);
    }
}
