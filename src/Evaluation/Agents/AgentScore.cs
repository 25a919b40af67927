namespace SemCom.Evaluation;

/// <summary>How one policy did with one intent, over seeds.</summary>
/// <param name="Intent">What was wanted.</param>
/// <param name="Policy">Who decided.</param>
/// <param name="Reward">Mean reward of a frame.</param>
/// <param name="RewardCi95">Half width of its 95 % interval over seeds.</param>
/// <param name="AgainstTable">Reward / the table's reward.</param>
/// <param name="AgainstTableCi95">Half width of its 95 % interval.</param>
/// <param name="AgainstOracle">Reward / the oracle's reward.</param>
/// <param name="AgainstOracleCi95">Half width of its 95 % interval.</param>
/// <param name="PsnrDb">Mean PSNR of what is shown [dB].</param>
/// <param name="Similarity">Mean semantic similarity.</param>
/// <param name="Cbr">Mean channel uses / source values.</param>
/// <param name="SimilarityPerUse">Similarity above that of a wrong picture, for channel uses of 1/100 of the source values.</param>
/// <param name="LossRate">Share of the frames sent that were lost.</param>
/// <param name="Sent">Share of the frames that were sent.</param>
public sealed record AgentScore(
    string Intent, string Policy, double Reward, double RewardCi95, double AgainstTable, double AgainstTableCi95, double AgainstOracle, double AgainstOracleCi95,
    double PsnrDb, double Similarity, double Cbr, double SimilarityPerUse, double LossRate, double Sent);
